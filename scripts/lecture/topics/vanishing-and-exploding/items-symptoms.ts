import {sgd} from '../../../../optimizers/index.ts';
import {formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {lossesOf, symptomsOf, trainDeep, weightNorms} from './compute-networks.ts';
import {someDigits} from './items-layers.ts';

const deep = {depth: 10, width: 32} as const;

/** How many of the runs show each symptom. */
const counts = (runs: readonly (readonly number[])[]): number[] =>
  runs[0]!.map((_, k) => runs.filter((run) => run[k] === 1).length);

const ratios = (values: readonly number[]): number[] => values.slice(1).map((value, i) => value / values[i]!);

export const explodingSymptoms = item({
  id: 'L13.3',
  name: 'exploding-symptoms',
  title: 'The three symptoms of exploding gradients',
  statement:
    'Exploding gradients are known by weights that grow exponentially, weights that may become no numbers (NaN), and learning like an avalanche, which is read here as a loss that jumps.',
  places: '003:1490-1498',
  question:
    'Weights half as large again as they should be, ten layers: after how many updates is there no number left?',
  async measure(ground) {
    const {dispose, ...data} = await someDigits(ground);
    const run = {data, isWatched: true, isCompiled: false, signal: ground.signal};
    const seeds = ground.seeds(3);
    const shown: number[][] = [];
    const healthy: number[][] = [];
    const complete: number[] = [];
    const [losses, weights]: number[][][] = [[], []];
    for (const seed of seeds) {
      const of = (gain: number) =>
        trainDeep(
          {...deep, activation: 'relu', initializer: 'heNormal', gain, seed},
          {...run, optimizer: sgd(0.03), epochs: 8},
        );
      const large = await of(1.5);
      shown.push(symptomsOf(large));
      losses!.push(lossesOf(large));
      weights!.push(weightNorms(large));
      const fitting = await of(1);
      healthy.push(symptomsOf(fitting));
      complete.push(lossesOf(fitting).length);
    }
    dispose();
    return {
      losses: losses!,
      weights: weights!,
      growths: weights!.map((norms) => Math.max(...ratios(norms))),
      jumps: losses!.map((values) => Math.max(...ratios(values))),
      // 0 where all of it went through.
      updatesUntilNoNumber: losses!.map((values, i) => (values.length < complete[i]! ? values.length : 0)),
      shown: counts(shown).slice(0, 3),
      shownByHealthy: counts(healthy).slice(0, 3),
      seeds: seeds.length,
    };
  },
  rule: 'holds where all three are seen from every start (weights threefold from one record to the next, a weight or loss that is no number, loss doubled at once) and none from any start with fitting weights; with conditions where each is seen from some start.',
  verdict: ({shown, shownByHealthy, seeds}) =>
    onClaim({
      always: shown.every((count) => count === seeds) && shownByHealthy.every((count) => count === 0),
      sometimes: shown.every((count) => count > 0),
    }),
  answer: ({shown, shownByHealthy, seeds, growths, jumps, updatesUntilNoNumber}) =>
    `Growing weights, weights that are no numbers and jumps of the loss are seen from ${shown.join(', ')} of ${seeds} starts, and from ${shownByHealthy.join(', ')} with fitting weights. From the first start the weights of the first layer grow up to ${formatNumber(growths[0]!, 2)}-fold at once, the loss up to ${formatNumber(jumps[0]!, 1)}-fold, and ${updatesUntilNoNumber[0]! > 0 ? `after update ${updatesUntilNoNumber[0]} there are weights that are no numbers` : 'all weights stay numbers to the end'}.`,
  figures: ({losses, weights}) => [
    {
      name: 'symptoms',
      title: 'A network that explodes, update by update',
      caption:
        'Every update makes the weights so much larger that the next gradient is larger still. The lines end where numbers do.',
      panels: (
        [
          ['Loss', losses],
          ['Norm of the weights of the first layer', weights],
        ] as const
      ).map(([title, runs]) => ({
        kind: 'lines',
        title,
        xTitle: 'Update',
        yTitle: `${title === 'Loss' ? 'Loss' : 'Norm'} (log scale)`,
        yLog: true,
        series: runs.map((values, i) => ({
          label: `start ${i + 1}`,
          x: values.map((_, k) => k),
          y: values,
          as: 'line and points',
        })),
      })),
    },
  ],
  ...code.explodingSymptoms,
  next: 'Lower the rate until the run survives: which of the symptoms is the last to go?',
  real: 'mnist --model mlp:widths=32-32-32-32-32-32,initializer=heNormal --optimizers sgd:lr=3 --epochs 2',
});

export const vanishingSymptoms = item({
  id: 'L13.3',
  name: 'vanishing-symptoms',
  title: 'The three symptoms of vanishing gradients',
  statement:
    'Vanishing gradients are known by upper layers that change much while lower ones change little or not at all, weights that may become 0, and very slow training, which perhaps stands still after a few iterations.',
  places: '003:1500-1506',
  question: 'A gradient that is nearly 0 leaves a weight where it is: what could take the weights to 0?',
  async measure(ground) {
    const {dispose, ...data} = await someDigits(ground, ground.size(256, 128));
    const run = {
      data,
      isWatched: true,
      isCompiled: false,
      signal: ground.signal,
      epochs: ground.size(30, 8),
      batchSize: 32,
    };
    const seeds = ground.seeds(ground.size(3, 2));
    const [plain, decayed]: number[][][] = [[], []];
    const [losses, changes, weights, decayedWeights]: number[][][] = [[], [], [], []];
    for (const seed of seeds) {
      const of = (weightDecay: number) =>
        trainDeep(
          {...deep, activation: 'sigmoid', initializer: 'glorotUniform', seed},
          {...run, optimizer: sgd(0.3, {weightDecay})},
        );
      const without = await of(0);
      plain!.push(symptomsOf(without));
      losses!.push(lossesOf(without));
      changes!.push(without.history.at(-1)!.layers!.map(({relativeChange}) => relativeChange));
      weights!.push(weightNorms(without));
      const withDecay = await of(0.5);
      decayed!.push(symptomsOf(withDecay));
      decayedWeights!.push(weightNorms(withDecay));
    }
    dispose();
    return {
      losses: losses!,
      changes: changes!,
      weights: weights!,
      decayedWeights: decayedWeights!,
      shown: counts(plain!).slice(3),
      shownWithDecay: counts(decayed!).slice(3),
      seeds: seeds.length,
    };
  },
  rule: 'holds where all three are seen from every start (the first layer moves less than a hundredth of what the last does, weights fall to a tenth, loss stands still); with conditions where the first and the last are, and weights go to 0 only with weight decay.',
  verdict: ({shown, shownWithDecay, seeds}) =>
    onClaim({
      always: shown.every((count) => count === seeds),
      sometimes: shown[0] === seeds && shown[2] === seeds && shownWithDecay[1] === seeds,
    }),
  answer: ({shown, shownWithDecay, seeds, changes}) =>
    `Lower layers that stand still are seen from ${shown[0]} of ${seeds} starts, training that stops from ${shown[2]}, weights that go to 0 from ${shown[1]}, and from ${shownWithDecay[1]} with weight decay: it takes a force other than the gradient. In its last update the first layer moved by ${formatNumber(changes[0]![0]!, 2)} of its weights, the output by ${formatNumber(changes[0]!.at(-1)!, 2)}.`,
  figures: ({losses, changes, weights, decayedWeights}) => {
    const x = losses[0]!.map((_, i) => i);
    return [
      {
        name: 'symptoms',
        title: 'A deep sigmoid network that learns nothing',
        caption:
          'The loss is that of guessing, the layers move the less the lower they are, and the weights of the first layer shrink only where weight decay pulls.',
        panels: [
          {
            kind: 'lines',
            title: 'Training loss',
            xTitle: 'Epoch',
            yTitle: 'Loss',
            series: losses.map((y, i) => ({label: `start ${i + 1}`, x, y})),
          },
          {
            kind: 'lines',
            title: 'Change in the last update',
            xTitle: 'Layer',
            yTitle: 'Of the weights (log scale)',
            yLog: true,
            series: changes.map((y, i) => ({
              label: `start ${i + 1}`,
              x: y.map((_, k) => k + 1),
              y,
              as: 'line and points',
            })),
          },
          {
            kind: 'lines',
            title: 'Weights of the first layer',
            xTitle: 'Epoch',
            yTitle: 'Norm',
            series: [
              {label: 'without decay', x, y: weights[0]!},
              {label: 'with decay', x: decayedWeights[0]!.map((_, i) => i), y: decayedWeights[0]!},
            ],
          },
        ],
      },
    ];
  },
  ...code.vanishingSymptoms,
  next: 'Take layers away until the network learns.',
  real: 'mnist --model mlp:widths=32-32-32-32-32-32-32-32,activation=sigmoid --optimizers sgd:lr=0.3,adam --epochs 4',
});
