import * as tf from '@tensorflow/tfjs';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim, onSeeds} from '../../frame/verdicts.ts';
import {code} from './code-saddle.ts';
import {coarse, updatesToLeave} from './compute-network.ts';
import {acrossPlateau, plateau} from './compute-saddle.ts';

const toyRates = [0.01, 0.03, 0.1, 0.3, 0.9, 1.5, 3, 10];

const flat = item({
  id: 'L11.4',
  name: 'plateau',
  title: 'Across a plateau',
  statement:
    'Descent spends long on a plateau, since its updates are small there; a larger rate is faster, at the risk of divergence.',
  places: '003:1270-1275, 003:1439-1446, 003:1458-1473',
  question: 'On (1 - e^x)² from −6, where the slope is 0.005: how large can the rate be made to be quick?',
  measure() {
    const runs = toyRates.map((rate) => acrossPlateau(rate));
    return {
      rates: toyRates,
      steps: runs.map(({steps}) => steps),
      settles: runs.map(({settles}) => Number(settles)),
      ends: runs.map(({end}) => end),
      products: runs.map(({steps}, i) => steps * toyRates[i]!),
    };
  },
  rule: 'holds where the steps to leave fall from rate to rate, and the largest rate does not settle while the smallest does; with conditions where only the steps fall.',
  verdict({steps, settles}) {
    const falls = steps.every((count, i) => count > 0 && (i === 0 || count < steps[i - 1]!));
    return onClaim({always: falls && settles[0] === 1 && settles.at(-1) === 0, sometimes: falls});
  },
  answer: ({rates, steps, settles, ends}) =>
    `Leaving the plateau takes ${steps[0]!} steps at a rate of 0.01, ${steps[4]!} at 0.9: always about ${formatDecimals(steps[0]! * rates[0]!, 0)} over the rate. From ${rates[settles.indexOf(0)]!} on descent does not settle at the minimum, whose curvature is 2; at 10 the wall throws it back to ${formatDecimals(ends.at(-1)!, 0)}, where the slope is zero.`,
  figures: ({rates, steps, settles}) => {
    const x = range(-6, 0.7, 120);
    const of = (value: number) => rates.flatMap((rate, i) => (settles[i] === value ? [{rate, steps: steps[i]!}] : []));
    return [
      {
        name: 'plateau',
        title: 'A plateau, and the steps across it',
        caption:
          'Ten times the rate takes a tenth of the steps, until the valley behind the plateau is too steep for it.',
        panels: [
          {kind: 'lines', title: '(1 - e^x)²', xTitle: 'x', yTitle: 'f', series: [{label: 'f', x, y: x.map(plateau)}]},
          {
            kind: 'lines',
            title: 'Steps to leave',
            xTitle: 'Rate (log scale)',
            yTitle: 'Steps (log scale)',
            xLog: true,
            yLog: true,
            xDomain: [0.008, 13],
            yDomain: [15, 30_000],
            series: [
              {
                label: 'settles',
                x: of(1).map(({rate}) => rate),
                y: of(1).map((run) => run.steps),
                as: 'line and points',
              },
              {
                label: 'does not settle',
                x: of(0).map(({rate}) => rate),
                y: of(0).map((run) => run.steps),
                as: 'points',
              },
            ],
          },
        ],
      },
    ];
  },
  ...code.plateau,
  next: 'Use momentum, or the sign of the gradient, on the plateau.',
});

const networkRates = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 64];

const network = item({
  id: 'L11.4',
  name: 'plateau-network',
  title: 'The plateau of a sigmoid network',
  statement: 'On plateaus a larger rate is faster, at the risk of divergence: tried here on a network.',
  places: '003:1273-1275, 003:1459-1472',
  question:
    'Two layers of sigmoids stay at the loss of guessing for a while. What does ten times the rate do to that while?',
  async measure(ground) {
    const {train} = await ground.examples();
    const data = coarse(train, ground.size(500, 150));
    const seeds = ground.seeds(ground.size(3, 1));
    const rates = networkRates.slice(ground.size(0, 2));
    const sizes = {most: ground.size(600, 200), bound: 2, activation: 'sigmoid' as const};
    const all = seeds.map((seed) => rates.map((rate) => updatesToLeave(data, {...sizes, rate, seed})));
    tf.dispose([data.x, data.y]);
    const agree = all.map((steps) => {
      const slow = steps.slice(0, rates.indexOf(4) + 1);
      return slow.every((count, i) => count > 0 && (i === 0 || count < slow[i - 1]!)) && steps.at(-1) === -1;
    });
    return {rates, steps: all, seeds: seeds.length, agreed: agree.filter(Boolean).length};
  },
  rule: 'A seed agrees where the updates until the loss is below 2 fall from rate to rate up to 4, and a rate of 64 does not get there. Holds where all agree, with conditions where two in three do.',
  verdict: onSeeds,
  answer: ({rates, steps, seeds, agreed}) =>
    `As long as the rate is not too large, the updates go like one over it: ${steps[0]![0]!} updates at ${rates[0]!}, ${steps[0]![rates.indexOf(2)]!} at 2 (${agreed} of ${seeds} seeds agree). Beyond 8 it takes longer again, and at 64 the loss does not fall at all.`,
  figures: ({rates, steps}) => [
    {
      name: 'steps',
      title: 'Updates until the loss is below 2',
      caption: 'A straight line of slope −1, which turns up where the rate is too large; at 64 there is no point.',
      panels: [
        {
          kind: 'lines',
          title: 'A network 16-10-10-10 with sigmoids',
          xTitle: 'Rate (log scale)',
          yTitle: 'Updates (log scale)',
          xLog: true,
          yLog: true,
          series: steps.map((each, i) => {
            const made = rates.flatMap((rate, j) => (each[j]! > 0 ? [{rate, count: each[j]!}] : []));
            return {
              label: `seed ${i + 1}`,
              x: made.map(({rate}) => rate),
              y: made.map(({count}) => count),
              as: 'line and points' as const,
            };
          }),
        },
      ],
    },
  ],
  ...code.plateauNetwork,
  next: 'Is there a plateau with tanh in place of the sigmoid?',
  real: 'mnist --model mlp:widths=32-32,activation=sigmoid --optimizers sgd:lr=0.1,sgd:lr=1,sgd:lr=20 --epochs 3',
});

/** Plateaus. */
export const plateauItems = [flat, network];
