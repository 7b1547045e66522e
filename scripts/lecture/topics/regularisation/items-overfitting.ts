import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {type Judged, shares, studied, ways} from './study.ts';

export const overfitting = item({
  id: 'L15.1',
  name: 'overfitting',
  title: 'Against overfitting',
  statement: 'Loss plus penalty, or dropout, works against overfitting.',
  places: '004:362-377',
  question:
    'Two hundred digits, 64 hidden units, 600 updates: by how much is the test loss above the training loss, and what lowers it most?',
  async measure(ground) {
    const runs = await studied(ground);
    const gap = ({whole}: Judged): number => whole.testLoss - whole.trainLoss;
    const helps = (['L1', 'L2', 'dropout'] as const).map(
      (way) =>
        runs.filter(
          ({nothing, ...run}) => run[way].whole.testLoss < nothing.whole.testLoss && gap(run[way]) < gap(nothing),
        ).length,
    );
    return {
      trainLoss: runs.map((run) => ways.map((way) => run[way].whole.trainLoss)),
      testLoss: runs.map((run) => ways.map((way) => run[way].whole.testLoss)),
      accuracy: runs.map((run) => ways.map((way) => run[way].whole.testAccuracy)),
      agreedByWay: helps,
      seeds: runs.length,
    };
  },
  rule: 'holds where each of L1, L2 and dropout has a lower test loss and a smaller gap to the training loss than nothing, for every seed; with conditions where one of them has for every seed.',
  verdict: ({agreedByWay, seeds}) =>
    onClaim({
      always: agreedByWay.every((count) => count === seeds),
      sometimes: agreedByWay.some((count) => count === seeds),
    }),
  answer: ({trainLoss, testLoss, accuracy, agreedByWay, seeds}) =>
    `Holding the network back helps with L1 for ${agreedByWay[0]}, with L2 for ${agreedByWay[1]}, with dropout for ${agreedByWay[2]} of ${seeds} seeds. Test losses of the first one: ${ways.map((way, i) => `${formatDecimals(testLoss[0]![i]!, 3)} (${way})`).join(', ')}; training losses ${trainLoss[0]!.map((loss) => formatDecimals(loss, 3)).join(', ')}; right ${accuracy[0]!.map((share) => `${formatDecimals(100 * share, 1)} %`).join(', ')}.`,
  figures: ({trainLoss, testLoss}) => [
    {
      name: 'gap',
      title: 'Losses at the end, few digits',
      caption:
        'One seed. The training digits are learnt by heart in any way; held back, the network is less wrong about others.',
      panels: [
        {
          kind: 'bars',
          title: 'Training and test loss',
          xTitle: 'Held back by',
          yTitle: 'Loss',
          names: [...ways],
          series: [
            {label: 'training', values: trainLoss[0]!},
            {label: 'test', values: testLoss[0]!},
          ],
        },
      ],
    },
  ],
  ...code.overfitting,
  next: 'Give it all 8000 digits: what is left for a penalty to do?',
  real: 'mnist --optimizers sgd:lr=0.3,sgd:lr=0.3,weightDecay=0.001 --epochs 4',
});

export const scaleAfter = item({
  id: 'L15.1',
  name: 'scale-after',
  title: 'Scale the weights after training',
  statement:
    'After training with disabled nodes the weights are scaled. The factor 1 - p, and that it is needed, are added here.',
  places: '004:370-372',
  question:
    'Classic dropout with p = 0.5, and the scaling is forgotten: are more digits wrong, or is the network only too sure?',
  async measure(ground) {
    const runs = (await studied(ground)).map(({classic}) => classic);
    return {
      scaledLoss: runs.map(({scaled}) => scaled.testLoss),
      unscaledLoss: runs.map(({whole}) => whole.testLoss),
      scaledAccuracy: runs.map(({scaled}) => scaled.testAccuracy),
      unscaledAccuracy: runs.map(({whole}) => whole.testAccuracy),
      seeds: runs.length,
      agreed: runs.filter(({scaled, whole}) => scaled.testLoss < whole.testLoss).length,
    };
  },
  rule: 'holds where the test loss with the weights times 1 - p is below that with the weights as they are, for every seed; with conditions for two in three.',
  verdict: onSeeds,
  answer: ({scaledLoss, unscaledLoss, scaledAccuracy, unscaledAccuracy, agreed, seeds}) =>
    `The test loss with scaled weights is lower for ${agreed} of ${seeds} seeds: ${formatDecimals(scaledLoss[0]!, 3)} scaled against ${formatDecimals(unscaledLoss[0]!, 3)} for the first one. The shares of right digits are ${formatDecimals(100 * scaledAccuracy[0]!, 1)} % and ${formatDecimals(100 * unscaledAccuracy[0]!, 1)} %: twice the logits change who wins only through the biases, but make the network far too sure.`,
  figures: ({scaledLoss, unscaledLoss}) => [
    {
      name: 'scale',
      title: 'Test loss after classic dropout',
      caption: 'For every seed, with the weights times 1 - p and as they are.',
      panels: [
        {
          kind: 'bars',
          title: 'p = 0.5',
          xTitle: 'Seed',
          yTitle: 'Test loss',
          names: scaledLoss.map((_, i) => String(i + 1)),
          series: [
            {label: 'scaled', values: scaledLoss},
            {label: 'not scaled', values: unscaledLoss},
          ],
        },
      ],
    },
  ],
  ...code.scaleAfter,
  next: 'Stop after 100 updates: a network that is not sure enough yet may gain by forgetting.',
});

export const manyJobs = item({
  id: 'L15.1',
  name: 'many-jobs',
  title: 'Employees who can do several jobs',
  statement: 'Dropout is like a firm whose people can stand in for each other: units learn to do without one another.',
  places: '004:370-371',
  question:
    'Half of the hidden units are missing, at random: how many digits are still right, with and without dropout in training?',
  async measure(ground) {
    const runs = await studied(ground);
    return {
      shares,
      without: runs.map(({nothing}) => nothing.missing),
      withDropout: runs.map(({dropout}) => dropout.missing),
      seeds: runs.length,
      agreed: runs.filter(({nothing, dropout}) => dropout.missing[2]! > nothing.missing[2]! + 0.02).length,
    };
  },
  rule: 'holds where with half of the units missing the network that was trained with dropout has more than 0.02 more right, for every seed; with conditions for two in three.',
  verdict: onSeeds,
  answer: ({without, withDropout, agreed, seeds}) =>
    `A network trained with dropout does better with units missing for ${agreed} of ${seeds} seeds: with half of the units missing ${formatDecimals(100 * withDropout[0]![2]!, 0)} % are right after dropout and ${formatDecimals(100 * without[0]![2]!, 0)} % without it; with all units ${formatDecimals(100 * withDropout[0]![0]!, 0)} % and ${formatDecimals(100 * without[0]![0]!, 0)} %.`,
  figures: ({without, withDropout}) => [
    {
      name: 'missing',
      title: 'Right answers with units missing',
      caption: 'The mean of ten draws of the missing units; what is left is scaled up. One seed.',
      panels: [
        {
          kind: 'lines',
          title: 'Test digits',
          xTitle: 'Share of hidden units that is missing',
          yTitle: 'Share that is right',
          series: [
            {label: 'trained with dropout', x: shares, y: withDropout[0]!, as: 'line and points'},
            {label: 'trained without', x: shares, y: without[0]!, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.missing,
  next: 'Remove the units with the largest outgoing weights first, instead of drawing them.',
});
