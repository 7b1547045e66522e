import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {descendError, drawWeights, exclusiveOr} from './compute-small-network.ts';

/** What an end may have more than the best one, and is not called spurious. */
const [lossMargin, accuracyMargin] = [0.05, 0.02];

export const spread = item({
  id: 'L12.2',
  name: 'spread',
  title: 'Twenty starts, how many different ends',
  statement:
    'Recent studies seem to indicate that most local minima have an error, and a generalisation, very similar to those of the global one.',
  places: '001:10-14, 002:58-60',
  question: 'The same network from twenty starts: by how much do its accuracies on unseen digits differ?',
  async measure(ground) {
    const ends = [];
    for (const plan of sharedPlans(ground, ground.size(20, 3))) {
      const {history} = await ground.trained(plan);
      ends.push(history.at(-1)!);
    }
    const losses = ends.map(({trainLoss}) => trainLoss);
    const accuracies = ends.map(({testAccuracy}) => testAccuracy!);
    const [best, highest] = [Math.min(...losses), Math.max(...accuracies)];
    return {
      losses,
      testLosses: ends.map(({testLoss}) => testLoss!),
      accuracies,
      best,
      lossMargin,
      accuracyMargin,
      spurious: losses.filter((loss) => loss > best + lossMargin).length,
      seeds: ends.length,
      agreed: losses.filter((loss, i) => loss <= best + lossMargin && accuracies[i]! >= highest - accuracyMargin)
        .length,
    };
  },
  rule: 'an end is close where its training loss is at most 0.05 above the best (a start has 2.3) and its accuracy on unseen digits at most 0.02 below the highest; holds where all ends are close, with conditions where two in three are.',
  verdict: onSeeds,
  answer: ({losses, accuracies, spurious, agreed, seeds}) =>
    `The ends of ${agreed} of ${seeds} trainings are close to the best one: training losses from ${formatDecimals(Math.min(...losses), 3)} to ${formatDecimals(Math.max(...losses), 3)}, accuracies from ${formatDecimals(100 * Math.min(...accuracies), 1)} to ${formatDecimals(100 * Math.max(...accuracies), 1)} %; ${spurious} spurious ones. That all are of one kind does not make them minima: training stopped on its way down.`,
  figures: ({losses, accuracies, testLosses}) => [
    {
      name: 'ends',
      title: 'Where the same network ends, from every start',
      caption: 'Each point is a training from a start of its own. The axis of the losses ends at that of guessing.',
      panels: [
        {
          kind: 'lines',
          title: 'Loss',
          xTitle: 'Start',
          yTitle: 'Loss',
          yDomain: [0, 2.4],
          series: [
            {label: 'training', x: losses.map((_, i) => i + 1), y: losses, as: 'points'},
            {label: 'unseen digits', x: testLosses.map((_, i) => i + 1), y: testLosses, as: 'points'},
            {label: 'guessing', x: [1, losses.length], y: [Math.log(10), Math.log(10)], as: 'dashed'},
          ],
        },
        {
          kind: 'lines',
          title: 'Accuracy on unseen digits',
          xTitle: 'Start',
          yTitle: 'Accuracy',
          yDomain: [0.8, 1],
          series: [{label: 'accuracy', x: accuracies.map((_, i) => i + 1), y: accuracies, as: 'points'}],
        },
      ],
    },
  ],
  ...code.spread,
  next: 'Give the network two hidden units: how far apart are the ends now?',
  real: 'mnist --model mlp:widths=32 --optimizers sgd:lr=0.3 --seeds 5 --epochs 4',
});

export const spurious = item({
  id: 'L12.2',
  name: 'spurious',
  title: 'Spurious minima, by the number of units',
  statement:
    'A minimum is spurious where its error is above that of the global one. Whether these are common is an open question to the notes; studies seem to indicate that they are not.',
  places: '001:12-14, 002:58-64',
  question: 'Two ReLU units can do the exclusive or. Out of twenty starts, how many find out how?',
  measure(ground) {
    const units = [2, 3, 4, 8, 16, 32];
    const seeds = ground.seeds(20);
    const ends = units.map((count) =>
      seeds.map((seed) =>
        descendError(drawWeights(2, count, seed), exclusiveOr, 'relu', {rate: 0.02, iterations: 2000}),
      ),
    );
    const stuck = ends.map((row) => row.filter(({loss}) => loss > 0.1));
    return {
      units,
      losses: ends.map((row) => row.map(({loss}) => loss)),
      spuriousShare: stuck.map((row) => row.length / seeds.length),
      // The gradient of those that are stuck says whether they are only slow.
      largestGradient: Math.max(0, ...stuck.flat().map(({gradientNorm}) => gradientNorm)),
      seeds: seeds.length,
    };
  },
  rule: 'an end is spurious where its mean squared error is above 0.1, the global minimum having 0; holds where at most one end in ten is spurious for every number of units, with conditions where that is so for the largest network.',
  verdict: ({spuriousShare}) =>
    onClaim({always: spuriousShare.every((share) => share <= 0.1), sometimes: spuriousShare.at(-1)! <= 0.1}),
  answer: ({units, spuriousShare, largestGradient, seeds}) =>
    `Of ${seeds} starts ${units.map((count, i) => `${Math.round(100 * spuriousShare[i]!)} % with ${count}`).join(', ')} units end above 0.1, with gradients of at most ${formatNumber(largestGradient, 1)}: spurious minima are common in a network that is just large enough, and go away with more units.`,
  figures: ({units, losses, spuriousShare}) => [
    {
      name: 'units',
      title: 'The exclusive or by ReLU networks',
      caption: 'The ends are at a few heights: 0, one half, two thirds and 1. From eight units on all are at 0.',
      panels: [
        {
          kind: 'lines',
          title: 'Every end',
          xTitle: 'Units (log scale)',
          yTitle: 'Mean squared error',
          xLog: true,
          series: [
            {label: 'end', x: losses.flatMap((row, i) => row.map(() => units[i]!)), y: losses.flat(), as: 'points'},
          ],
        },
        {
          kind: 'bars',
          title: 'Spurious ends',
          xTitle: 'Units',
          yTitle: 'Share of the starts',
          names: units.map(String),
          series: [{label: 'above 0.1', values: spuriousShare}],
        },
      ],
    },
  ],
  ...code.spurious,
  next: 'Take tanh in place of ReLU: what becomes of the ends of two units?',
});
