import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import type {Setting} from './compute-digits.ts';
import {code} from './code.ts';
import {inSeeds, meanOf, table} from './runs.ts';

const percent = (share: number): string => `${formatDecimals(100 * share, 0)} %`;

export const lowerRate = item({
  id: 'L14.2',
  name: 'lower-rate',
  title: 'Cure: a lower rate',
  statement: 'A lower learning rate helps against dying ReLUs.',
  places: '003:1553-1557',
  question: 'From 1 down to 0.3: how many of the units that died are saved, and what does the accuracy gain?',
  async measure(ground) {
    const settings = [1, 0.3].map((rate): Setting => ({kind: 'relu', rate, bias: 0}));
    const found = await table(ground, settings);
    const {dead, accuracy, seeds} = found;
    return {
      ...found,
      agreed: inSeeds(seeds, (s) => dead[1]![s]! < dead[0]![s]! / 2 && accuracy[1]![s]! > accuracy[0]![s]!),
    };
  },
  rule: 'holds where for every seed less than half as many units are dead at 0.3 as at 1, and the accuracy is higher; with conditions for two seeds in three.',
  verdict: onSeeds,
  answer: ({dead, accuracy, agreed, seeds}) =>
    `The lower rate keeps more units alive for ${agreed} of ${seeds} seeds: ${percent(meanOf(dead[0]!))} are dead at the rate 1, ${percent(meanOf(dead[1]!))} at 0.3, and the accuracy goes from ${percent(meanOf(accuracy[0]!))} to ${percent(meanOf(accuracy[1]!))}.`,
  figures: ({dead, accuracy}) => [
    {
      name: 'cure',
      title: 'Two rates',
      caption: 'Means over the seeds: the lower rate keeps the units alive, and the network learns.',
      panels: [
        {
          kind: 'bars',
          title: 'After training',
          xTitle: 'Rate',
          yTitle: 'Share',
          names: ['1', '0.3'],
          series: [
            {label: 'dead', values: dead.map(meanOf)},
            {label: 'test accuracy', values: accuracy.map(meanOf)},
          ],
        },
      ],
    },
  ],
  ...code.lowerRate,
  next: 'Does a lower rate help where the bias began at −5?',
  real: 'mnist --model mlp:widths=32-32 --optimizers sgd:lr=1,sgd:lr=0.3 --epochs 2',
});

const kinds = ['relu', 'leakyRelu', 'elu'] as const;
const kindNames = ['ReLU', 'leaky ReLU', 'ELU'];

export const variants = item({
  id: 'L14.2',
  name: 'variants',
  title: 'Cure: leaky ReLU or ELU',
  statement: 'Variations of ReLU help against dying units. Tried here are two that have a slope on the left.',
  places: '003:1553-1558',
  question: 'Rate 1, or bias −1: which of leaky ReLU and ELU keeps its units alive, and which learns?',
  async measure(ground) {
    const byRate = await table(
      ground,
      kinds.map((kind): Setting => ({kind, rate: 1, bias: 0})),
    );
    const byBias = await table(
      ground,
      kinds.map((kind): Setting => ({kind, rate: 0.1, bias: -1})),
    );
    const {seeds} = byRate;
    const isHalved = ({dead}: typeof byRate, kind: number) =>
      inSeeds(seeds, (s) => dead[0]![s]! > 0.2 && dead[kind]![s]! < dead[0]![s]! / 2);
    return {
      deadByRate: byRate.dead,
      accuracyByRate: byRate.accuracy,
      divergedByRate: byRate.diverged,
      deadByBias: byBias.dead,
      accuracyByBias: byBias.accuracy,
      seeds,
      // Seeds with less than half of the dead units that ReLU has.
      leaky: [isHalved(byRate, 1), isHalved(byBias, 1)],
      elu: [isHalved(byRate, 2), isHalved(byBias, 2)],
    };
  },
  rule: 'holds where both leave less than half of the dead units (slope below 0.001 at every example) of ReLU, for every seed at the rate 1 and with the bias −1; with conditions where for two seeds in three leaky ReLU does so in both and ELU with the bias.',
  verdict: ({leaky, elu, seeds}) =>
    onClaim({
      always: [...leaky, ...elu].every((count) => count === seeds),
      sometimes: [...leaky, elu[1]!].every((count) => count / seeds >= 2 / 3),
    }),
  answer: ({deadByRate, deadByBias, accuracyByRate, accuracyByBias}) =>
    `With the bias −1 ${percent(meanOf(deadByBias[0]!))} of the ReLUs are dead, ${percent(meanOf(deadByBias[1]!))} with a leak and ${percent(meanOf(deadByBias[2]!))} of the ELUs. Alive is not yet learning: ELU comes to an accuracy of ${percent(meanOf(accuracyByBias[2]!))}, leaky ReLU with its slope of 0.01 to ${percent(meanOf(accuracyByBias[1]!))}. Neither is a cure for too high a rate: at 1 the dead are ${deadByRate.map((each) => percent(meanOf(each))).join(', ')} (ELUs saturate), and the accuracies ${accuracyByRate.map((each) => percent(meanOf(each))).join(', ')}.`,
  figures: ({deadByRate, accuracyByRate, deadByBias, accuracyByBias}) => [
    {
      name: 'variants',
      title: 'Three activations where ReLUs die',
      caption:
        'Means over the seeds. With the bias −1 ELU learns; at the rate 1 no activation makes up for steps that are too long.',
      panels: [
        {title: 'Rate 1, bias 0', dead: deadByRate, accuracy: accuracyByRate},
        {title: 'Rate 0.1, bias −1', dead: deadByBias, accuracy: accuracyByBias},
      ].map(({title, dead, accuracy}) => ({
        kind: 'bars' as const,
        title,
        xTitle: 'Activation',
        yTitle: 'Share',
        names: kindNames,
        series: [
          {label: 'dead', values: dead.map(meanOf)},
          {label: 'test accuracy', values: accuracy.map(meanOf)},
        ],
      })),
    },
  ],
  ...code.variants,
  next: 'Give leaky ReLU with the bias −1 ten times as many epochs: does it come back?',
  real: 'mnist --model mlp:widths=32-32,activation=elu --optimizers sgd:lr=0.1 --epochs 2',
});

const starts: readonly Setting[] = [
  {kind: 'relu', rate: 0.1, bias: -1},
  {kind: 'relu', rate: 0.1, bias: 0},
  {kind: 'relu', rate: 0.1, bias: -1, initializer: {name: 'normal', deviation: 0.5}},
  {kind: 'relu', rate: 0.1, bias: -1, initializer: 'heNormal'},
];
const startNames = ['as it was', 'bias 0', 'wide weights', 'He weights'];

export const initialisation = item({
  id: 'L14.2',
  name: 'initialisation',
  title: 'Cure: another initialisation',
  statement: 'Another way to initialise helps against dying ReLUs.',
  places: '003:1553-1559',
  question: 'The bias is −1. Which saves more units: the bias 0, weights with a spread of 0.5, or those of He?',
  async measure(ground) {
    const found = await table(ground, starts);
    const {dead, accuracy, seeds} = found;
    const helps = starts.map((_, i) =>
      inSeeds(seeds, (s) => dead[i]![s]! < dead[0]![s]! / 2 && accuracy[i]![s]! > accuracy[0]![s]!),
    );
    return {...found, helps};
  },
  rule: 'holds where each of the three others leaves less than half of the dead units and has the higher accuracy, for every seed; with conditions where one of them does for two seeds in three.',
  verdict: ({helps, seeds}) =>
    onClaim({
      always: helps.slice(1).every((count) => count === seeds),
      sometimes: helps.slice(1).some((count) => count / seeds >= 2 / 3),
    }),
  answer: ({dead, accuracy, helps, seeds}) =>
    `The starts end like this: ${startNames.map((name, i) => `${name} ${percent(meanOf(dead[i]!))} dead, accuracy ${percent(meanOf(accuracy[i]!))}`).join('; ')}. The three changes help for ${helps.slice(1).join(', ')} of ${seeds} seeds: what counts is whether some example is above zero, and He’s weights are not wide enough for a bias of −1.`,
  figures: ({dead, accuracy}) => [
    {
      name: 'starts',
      title: 'Four starts at the rate 0.1',
      caption:
        'Means over the seeds. The bias 0 or wide weights keep units alive; the weights of He do not help against the bias.',
      panels: [
        {
          kind: 'bars',
          title: 'After training',
          xTitle: 'Start',
          yTitle: 'Share',
          names: startNames,
          series: [
            {label: 'dead', values: dead.map(meanOf)},
            {label: 'test accuracy', values: accuracy.map(meanOf)},
          ],
        },
      ],
    },
  ],
  ...code.initialisation,
  next: 'Begin with a bias of +0.1, as is often advised: are fewer units dead at the rate 1?',
  real: 'mnist --model mlp:widths=32-32,initializer=heNormal --optimizers sgd:lr=0.1 --epochs 2',
});
