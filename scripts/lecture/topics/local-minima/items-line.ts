import * as tf from '@tensorflow/tfjs';
import {monotonicity} from '../../../../lib/landscape/index.ts';
import {mlp} from '../../../../lib/models/index.ts';
import {type Examples, train} from '../../../../lib/training/index.ts';
import {sgd} from '../../../../optimizers/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import type {Ground} from '../../frame/ground.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {lineLosses} from './compute-copies.ts';
import {descendError, drawWeights, errorOf, exclusiveOr} from './compute-small-network.ts';

/** The first of the training digits. */
export async function someDigits(ground: Ground, count: number): Promise<Examples & {dispose: () => void}> {
  const {train: all} = await ground.examples();
  const [x, y] = [all.x.slice(0, count), all.y.slice(0, count)];
  return {x, y, dispose: () => tf.dispose([x, y])};
}

/** The highest rise on the straight line from start to end for networks on the exclusive or, 20 starts of 8 units. */
const bumpsOfExclusiveOr = (seeds: readonly number[]): number[] =>
  seeds.map((seed) => {
    const start = drawWeights(2, 8, seed);
    const {weights} = descendError(start, exclusiveOr, 'relu', {rate: 0.02, iterations: 2000});
    const losses = range(0, 1, 51).map(
      (alpha) =>
        errorOf(
          start.map((value, i) => value + alpha * (weights[i]! - value)),
          exclusiveOr,
          'relu',
        ).loss,
    );
    return monotonicity(losses).largestBump;
  });

export const interpolation = item({
  id: 'L12.1',
  name: 'interpolation',
  title: 'The straight line from start to solution',
  statement:
    'On the straight line from the initial weights to those that training found there are typically no local minima in the way.',
  places: '004:468-523',
  question: 'Training takes hundreds of small turns. How many hills are there on the straight line between its ends?',
  async measure(ground) {
    const {dispose, ...data} = await someDigits(ground, ground.size(2000, 500));
    const alphas = range(0, 1, ground.size(41, 21));
    const lines: number[][] = [];
    for (const plan of sharedPlans(ground, ground.size(5, 2))) {
      const {model, start} = await ground.trained(plan);
      lines.push(await lineLosses(model, [start, model.getWeights()], data, alphas.length));
    }
    dispose();
    const bumps = lines.map((losses) => monotonicity(losses).largestBump / losses[0]!);
    const small = bumpsOfExclusiveOr(ground.seeds(20));
    return {
      alphas,
      lines,
      bumps,
      smallNetworks: small.length,
      smallNetworksWithBump: small.filter((bump) => bump > 0.01).length,
      seeds: lines.length,
      agreed: bumps.filter((bump) => bump <= 0.01).length,
    };
  },
  rule: 'from a start it is so where the loss on the line never rises by more than a hundredth of its first value; holds from every start, with conditions from two in three.',
  verdict: onSeeds,
  answer: ({bumps, agreed, seeds, smallNetworks, smallNetworksWithBump}) =>
    `There is no hill on the line from ${agreed} of ${seeds} starts; the highest rise is ${formatDecimals(100 * Math.max(...bumps), 2)} % of the first loss. It need not be so: of ${smallNetworks} networks of eight units on the exclusive or ${smallNetworksWithBump} have a hill on their line.`,
  figures: ({alphas, lines}) => [
    {
      name: 'lines',
      title: 'Loss on the straight line from start to solution',
      caption: 'From every start the loss falls all the way, fast at first.',
      panels: [
        {
          kind: 'lines',
          title: 'Digits, 32 hidden units',
          xTitle: 'Share of the way',
          yTitle: 'Training loss',
          series: lines.map((y, i) => ({label: `start ${i + 1}`, x: alphas, y})),
        },
      ],
    },
  ],
  ...code.interpolation,
  next: 'Go on beyond both ends, from −0.5 to 1.5. Then train with Adam at a large rate: is the line still free?',
  real: 'interpolate --optimizers sgd:lr=0.3,adam:lr=0.03 --seeds 2 --epochs 3',
});

/** One training: the loss of every batch, and of all the digits on the line between its ends. */
async function bumpyRun(data: Examples, seed: number, {epochs, signal}: {epochs: number; signal: AbortSignal}) {
  const model = mlp({widths: [32], seed});
  const optimizer = sgd(0.3);
  const start = model.getWeights().map((weight) => weight.clone());
  const batches: number[] = [];
  try {
    const onUpdate = ({loss}: {loss: number}): void => void batches.push(loss);
    await train({model, data, optimizer, epochs, batchSize: 16, seed, callbacks: {onUpdate}, signal});
    signal.throwIfAborted();
    return {batches, line: await lineLosses(model, [start, model.getWeights()], data, 41)};
  } finally {
    optimizer.dispose();
    tf.dispose(start);
    model.dispose();
  }
}

const rising = (losses: readonly number[]): number =>
  losses.slice(1).filter((loss, i) => loss > losses[i]!).length / (losses.length - 1);

export const bumpy = item({
  id: 'L12.1',
  name: 'bumpy',
  title: 'A bumpy curve is no bumpy surface',
  statement:
    'Training sees its loss go up and down all the time, which may not give a good picture of the surface. Compared here with the line between its ends.',
  places: '004:478-483',
  question: 'At what share of the updates is the loss higher than at the one before?',
  async measure(ground) {
    const {dispose, ...data} = await someDigits(ground, ground.size(1000, 400));
    const runs: {batches: number[]; line: number[]}[] = [];
    for (const seed of ground.seeds(ground.size(3, 2)))
      runs.push(await bumpyRun(data, seed, {epochs: ground.size(5, 3), signal: ground.signal}));
    dispose();
    const share = runs.map(({batches}) => rising(batches));
    const bumps = runs.map(({line}) => monotonicity(line).largestBump / line[0]!);
    return {
      batches: runs[0]!.batches,
      line: runs[0]!.line,
      risingShare: share,
      bumps,
      seeds: runs.length,
      agreed: runs.filter((_, i) => share[i]! > 0.25 && bumps[i]! <= 0.01).length,
    };
  },
  rule: 'from a start it is so where the loss of the batch rises at more than a quarter of the updates, and on the line by no more than a hundredth of its first value; holds from every start, with conditions from two in three.',
  verdict: onSeeds,
  answer: ({risingShare, bumps, agreed, seeds}) =>
    `The curve of training is bumpy and the line smooth from ${agreed} of ${seeds} starts: the loss of the batch rises at ${risingShare.map((share) => `${Math.round(100 * share)} %`).join(', ')} of the updates, since each batch holds other digits; on the line it rises by at most ${formatDecimals(100 * Math.max(...bumps), 2)} %.`,
  figures: ({batches, line}) => [
    {
      name: 'both',
      title: 'One training, seen in two ways',
      caption:
        'Left what training sees, the loss of each batch of 16; right the loss of all the digits on the straight line between the same two ends.',
      panels: [
        {
          kind: 'lines',
          title: 'Update by update',
          xTitle: 'Update',
          yTitle: 'Loss of the batch',
          series: [{label: 'each batch', x: batches.map((_, i) => i + 1), y: batches}],
        },
        {
          kind: 'lines',
          title: 'On the line',
          xTitle: 'Share of the way',
          yTitle: 'Loss of all',
          series: [{label: 'all digits', x: range(0, 1, line.length), y: line}],
        },
      ],
    },
  ],
  ...code.bumpy,
  next: 'Train with all the digits in each update: is the curve still bumpy?',
});
