import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {coarse} from './compute-digits.ts';
import {accuracy, clusterAccuracy, reinforced, semiSupervised, supervised} from './compute-learning.ts';
import {association, clustering, density, reduction, regression} from './compute-tasks.ts';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const kinds = [
  ['supervised', 'a class for every digit'],
  ['unsupervised', 'no class; ten clusters, named afterwards'],
  ['semi-supervised', '20 classes, and all digits'],
  ['reinforcement', 'whether a guess was right'],
] as const;

const kindsOfLearning = item({
  id: 'L18.2',
  name: 'kinds-of-learning',
  title: 'Four kinds of learning',
  statement:
    'Supervised learning has the desired output for every example, unsupervised for none, semi-supervised for a few, and reinforcement learning has rewards for actions.',
  places: '003:75-84, 003:104-155',
  question: 'The same digits for all four: how much of what the labels give is left to those who have fewer, or none?',
  measure(ground) {
    const train = coarse(ground.digits.train, ground.size(1000, 400));
    const test = coarse(ground.digits.test, ground.size(500, 300));
    const seeds = ground.seeds(ground.size(5, 2));
    const few = {x: train.x.slice(0, 20), labels: train.labels.slice(0, 20)};
    const runs = seeds.map((seed) => {
      const learning = {epochs: 3, rate: 0.02, seed};
      return {
        shares: [
          accuracy(supervised(train, learning), test),
          clusterAccuracy(train, test, {k: 10, labelled: train.x.length, seed}),
          accuracy(semiSupervised(train, 20, learning), test),
          accuracy(reinforced(train, {...learning, epochs: 10, rate: 0.05}).classifier, test),
        ],
        few: accuracy(supervised(few, {...learning, epochs: 12}), test),
      };
    });
    return {
      means: kinds.map((_, kind) => mean(runs.map(({shares}) => shares[kind]!))),
      all: runs.map(({shares}) => shares),
      fewLabelsAlone: mean(runs.map(({few: share}) => share)),
      chance: 0.1,
      seeds: seeds.length,
    };
  },
  rule: 'holds where each of the four is right on new digits more than two and a half times as often as chance, from every seed, and none more often than the supervised one; with conditions where each is in the mean.',
  verdict: ({all, means, chance}) =>
    onClaim({
      always: all.every((shares) => shares.every((share) => share > 2.5 * chance && share <= shares[0]!)),
      sometimes: means.every((share) => share > 2.5 * chance),
    }),
  answer: ({means, fewLabelsAlone, seeds}) =>
    `The shares of new digits that are right, in the mean of ${seeds} seeds, are ${kinds.map(([name], i) => `${name} ${formatDecimals(means[i]!, 2)}`).join(', ')}; chance is 0.1. The 20 labels alone give ${formatDecimals(fewLabelsAlone, 2)}.`,
  tables: ({means}) => [
    {
      title: 'What each kind is given',
      columns: ['kind', 'given', 'right on new digits'],
      rows: kinds.map(([name, given], i) => [name, given, formatDecimals(means[i]!, 3)]),
    },
  ],
  figures: ({means, fewLabelsAlone}) => [
    {
      name: 'accuracies',
      title: 'Right on new digits',
      caption:
        'The class of every digit teaches most. Clusters are found without classes, and only named by them afterwards.',
      panels: [
        {
          kind: 'bars',
          title: 'Mean over the seeds',
          xTitle: 'Kind of learning',
          yTitle: 'Share that is right',
          names: [...kinds.map(([name]) => name), '20 labels alone'],
          series: [{label: 'right', values: [...means, fewLabelsAlone]}],
        },
      ],
    },
  ],
  ...code.kindsOfLearning,
  next: 'Give the semi-supervised learner 100 labels, and the reinforced one 50 passes.',
});

const taskNames = [
  ['classification (discrete labels)', 'right more often than chance'],
  ['regression (real values)', 'variance of the middle pixel foreseen'],
  ['clustering', 'spread between ten clusters'],
  ['estimating a distribution', 'bits a pixel, against independent pixels'],
  ['association of features', 'greatest correlation of pixels far apart'],
  ['reducing dimensions', 'spread kept by 10 of 49'],
  ['making decisions', 'rewards at the end above those of chance'],
] as const;

const tasks = item({
  id: 'L18.2',
  name: 'tasks',
  title: 'What learning is used for',
  statement:
    'Supervised learning classifies and foresees real values; unsupervised learning finds clusters, distributions, associations and fewer dimensions; reinforcement learning makes decisions.',
  places: '003:104-125',
  question: 'Seven tasks on the same 7 x 7 digits: in which of them is there something to be learnt?',
  measure(ground) {
    const train = coarse(ground.digits.train, ground.size(1000, 400));
    const test = coarse(ground.digits.test, ground.size(500, 300));
    const learning = {epochs: 3, rate: 0.02, seed: ground.seed};
    const {rewards} = reinforced(train, {...learning, epochs: 10, rate: 0.05});
    return {
      gains: [
        accuracy(supervised(train, learning), test) - 0.1,
        regression(train, test),
        clustering(train, ground.seed),
        density(train, test),
        association(train),
        reduction(train) - 10 / 49,
        mean(rewards.slice(-500)) - 0.1,
      ],
    };
  },
  rule: 'holds where each task is done better than without learning, by more than 0.1 of its measure; with conditions where at least four are.',
  verdict: ({gains}) =>
    onClaim({
      always: gains.every((gain) => gain > 0.1),
      sometimes: gains.filter((gain) => gain > 0.1).length >= 4,
    }),
  answer: ({gains}) =>
    `Learning helps in ${gains.filter((gain) => gain > 0.1).length} of ${gains.length} tasks, by ${formatDecimals(Math.min(...gains), 2)} (${taskNames[gains.indexOf(Math.min(...gains))]![0]}) to ${formatDecimals(Math.max(...gains), 2)} (${taskNames[gains.indexOf(Math.max(...gains))]![0]}).`,
  tables: ({gains}) => [
    {
      title: 'Gain over not learning',
      columns: ['task', 'measured as', 'gain'],
      rows: taskNames.map(([name, measure], i) => [name, measure, formatDecimals(gains[i]!, 3)]),
    },
  ],
  ...code.tasks,
  next: 'Which of these would suffer most if the pixels were shuffled, the same way in every digit?',
});

/** Kinds of learning and their tasks. */
export const learningItems = [kindsOfLearning, tasks];
