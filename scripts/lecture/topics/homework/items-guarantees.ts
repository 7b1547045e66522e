import {formatDecimals} from '../../../report/number-format.ts';
import type {Ground} from '../../frame/ground.ts';
import type {TrainingPlan} from '../../frame/networks.ts';
import {sharedPlans} from '../../frame/plans.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {summary} from './compute.ts';

/** The accuracy on unseen digits that counts as a good solution. */
const good = 0.9;

/** The accuracy at the end of a training; 0 where the loss left the numbers. */
async function endOf(ground: Ground, plan: TrainingPlan): Promise<number> {
  const {history, diverged} = await ground.trained(plan);
  return diverged ? 0 : history.at(-1)!.testAccuracy!;
}

export const noGuarantees = item({
  id: 'L16.2',
  name: 'no-guarantees',
  title: 'No strong guarantees',
  statement:
    'There is no strong guarantee that training comes to a good solution, that it does so swiftly, or that it converges at all.',
  places: '000:725-734, 000:736-739',
  question:
    'Three changes to a training that works: all weights 0, a rate a thousand times smaller, one a hundred times larger. Which of them still works?',
  async measure(ground) {
    const plans = sharedPlans(ground, ground.size(5, 1));
    const accuracies: number[][] = [];
    const changes: Partial<TrainingPlan>[] = [
      {},
      {initializer: 'zeros'},
      {optimizer: 'sgd:lr=0.0003'},
      {optimizer: 'sgd:lr=30'},
    ];
    for (const change of changes) {
      const row: number[] = [];
      for (const plan of plans) row.push(await endOf(ground, {...plan, ...change}));
      accuracies.push(row);
    }
    return {
      accuracies,
      failed: accuracies.map((row) => row.filter((accuracy) => accuracy < good).length),
      seeds: plans.length,
    };
  },
  rule: 'holds where the usual training comes to 90 % from every start and each of the three changed ones from none; with conditions where one of the three fails from some start.',
  verdict: ({failed: [usual, ...changed], seeds}) =>
    onClaim({
      always: usual === 0 && changed.every((count) => count === seeds),
      sometimes: changed.some((count) => count > 0),
    }),
  answer: ({accuracies: [usual, zeros, slow, fast]}) =>
    `From the first start the accuracy is ${formatDecimals(100 * usual![0]!, 1)} % as usual, ${formatDecimals(100 * zeros![0]!, 1)} % from weights of 0 (no good solution: all units stay alike), ${formatDecimals(100 * slow![0]!, 1)} % with a rate of 0.0003 (not swift), ${formatDecimals(100 * fast![0]!, 1)} % with a rate of 30 (no convergence).`,
  figures: ({accuracies}) => [
    {
      name: 'failures',
      title: 'One training, and three changes to it',
      caption: 'Guessing gets a tenth right. Each bar of a group is a start.',
      panels: [
        {
          kind: 'bars',
          title: 'Accuracy on unseen digits',
          xTitle: 'Training',
          yTitle: 'Accuracy',
          names: ['usual', 'zeros', 'rate 0.0003', 'rate 30'],
          series: accuracies[0]!.map((_, i) => ({
            label: `start ${i + 1}`,
            values: accuracies.map((row) => row[i]!),
          })),
        },
      ],
    },
  ],
  ...code.noGuarantees,
  next: 'Give the slow training a hundred times as many epochs.',
  real: 'mnist --model mlp:widths=32 --optimizers sgd:lr=0.0003,sgd:lr=0.3,sgd:lr=30 --epochs 3',
});

export const itWorks = item({
  id: 'L16.2',
  name: 'it-works',
  title: 'But it works',
  statement: 'Without any guarantee, training networks by stochastic gradient descent works.',
  places: '000:735, 000:739-742',
  question: 'Out of twenty starts, how many come to 90 % on unseen digits, and after how many epochs?',
  async measure(ground) {
    const runs = [];
    for (const plan of sharedPlans(ground, ground.size(20, 3))) runs.push((await ground.trained(plan)).history);
    const losses = runs.map((history) => history.at(-1)!.trainLoss);
    const accuracies = runs.map((history) => history.at(-1)!.testAccuracy!);
    const [ofLosses, ofAccuracies] = [summary(losses), summary(accuracies)];
    const epochs = runs.map((history) => history.find(({testAccuracy}) => testAccuracy! >= good)?.epoch ?? -1);
    return {
      losses,
      accuracies,
      byEpoch: runs.map((history) => history.map(({testAccuracy}) => testAccuracy!)),
      // -1 where it never came to be good.
      epochsUntilGood: epochs,
      meanLoss: ofLosses.mean,
      deviationOfLosses: ofLosses.deviation,
      meanAccuracy: ofAccuracies.mean,
      deviationOfAccuracies: ofAccuracies.deviation,
      leastAccuracy: ofAccuracies.least,
      greatestAccuracy: ofAccuracies.greatest,
      successRate: accuracies.filter((accuracy) => accuracy >= good).length / runs.length,
      seeds: runs.length,
      agreed: accuracies.filter((accuracy) => accuracy >= good).length,
    };
  },
  rule: 'from a start it works where the accuracy on unseen digits is at least 90 % at the end; holds from every start, with conditions from two in three.',
  verdict: onSeeds,
  answer: (values) =>
    `Training works from ${values.agreed} of ${values.seeds} starts, after ${Math.max(...values.epochsUntilGood)} epochs at most: the accuracy is ${formatDecimals(100 * values.meanAccuracy, 2)} ± ${formatDecimals(100 * values.deviationOfAccuracies, 2)} % (${formatDecimals(100 * values.leastAccuracy, 1)} to ${formatDecimals(100 * values.greatestAccuracy, 1)}), training loss ${formatDecimals(values.meanLoss, 4)} ± ${formatDecimals(values.deviationOfLosses, 4)}.`,
  figures: ({byEpoch, accuracies}) => [
    {
      name: 'starts',
      title: 'Every start, the same network',
      caption: 'Left every training epoch by epoch, right where they end: they differ by little more than a hundredth.',
      panels: [
        {
          kind: 'lines',
          title: 'By epoch',
          xTitle: 'Epoch',
          yTitle: 'Accuracy on unseen digits',
          series: [
            {
              label: 'a start',
              // A gap between one training and the next.
              x: byEpoch.flatMap((row) => [...row.map((_, epoch) => epoch), Number.NaN]),
              y: byEpoch.flatMap((row) => [...row, Number.NaN]),
            },
          ],
        },
        {
          kind: 'lines',
          title: 'At the end',
          xTitle: 'Start',
          yTitle: 'Accuracy on unseen digits',
          yDomain: [0.85, 1],
          series: [
            {label: 'end', x: accuracies.map((_, i) => i + 1), y: accuracies, as: 'points'},
            {label: '90 %', x: [1, accuracies.length], y: [good, good], as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.itWorks,
  next: 'Train other networks, and other data: --model 2c2d, --dataset fashion.',
  real: 'mnist --model mlp:widths=32 --optimizers sgd:lr=0.3 --seeds 5 --epochs 4',
});
