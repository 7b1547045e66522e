import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {code} from './code.ts';
import {descend, fewestSteps, travel} from './compute-descent.ts';

const curvatures = [1, 25];
const start = [10, 1];

const straighterWay = item({
  id: 'L7.3',
  name: 'straighter-way',
  title: 'Does the average damp the swing across?',
  statement:
    'Averaging tends to cancel the gradients across, which alternate, and keeps those along, so that the way to the minimum is straighter.',
  places: '002:94-97, 001:89-91',
  question: 'Same rate for both, b = 0.9: at which rates is the way across the valley shorter with the average?',
  measure() {
    const rates = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.065, 0.07, 0.074, 0.076, 0.078, 0.079];
    const way = (form: 'plain' | 'average', rate: number) =>
      travel(descend(form, curvatures, start, {rate, beta: 0.9, steps: 2000}), 1);
    return {
      rates,
      plain: rates.map((rate) => way('plain', rate)),
      average: rates.map((rate) => way('average', rate)),
    };
  },
  rule: 'holds where the average goes a shorter way across at every rate up to 2/25, with conditions where it does at some.',
  verdict({plain, average}) {
    const shorter = average.map((way, k) => way < plain[k]!);
    return onClaim({always: shorter.every(Boolean), sometimes: shorter.some(Boolean)});
  },
  answer({rates, plain, average}) {
    const from = rates.find((_, k) => average[k]! < plain[k]!);
    const last = rates.length - 1;
    return `The average damps the swing only near the largest rate that plain descent bears: from rate ${from ?? 'none'} on. At ${rates[last]} the way across is ${formatDecimals(average[last]!, 1)} starts in place of ${formatDecimals(plain[last]!, 1)}, but at ${rates[3]} it is ${formatDecimals(average[3]!, 1)} in place of ${formatDecimals(plain[3]!, 1)}: where plain descent does not swing, momentum does.`;
  },
  figures: ({rates, plain, average}) => {
    const [xs, ys] = [range(-3, 11, 60), range(-1.2, 1.2, 60)];
    const path = (form: 'plain' | 'average') => descend(form, curvatures, start, {rate: 0.078, beta: 0.9, steps: 40});
    const shown = (label: string, points: readonly (readonly number[])[]) => ({
      label,
      x: points.map(([x]) => x!),
      y: points.map(([, y]) => y!),
    });
    return [
      {
        name: 'ways',
        title: 'Ways across and along a valley',
        caption:
          'Near the greatest rate of plain descent the average goes in long waves in place of a zigzag; to the right, where that is a gain.',
        panels: [
          {
            kind: 'plane',
            title: 'Rate 0.078',
            xTitle: 'x',
            yTitle: 'y',
            x: xs,
            y: ys,
            values: onGrid(xs, ys, (x, y) => (x * x + 25 * y * y) / 2),
            paths: [shown('plain', path('plain')), shown('average of gradients, b = 0.9', path('average'))],
            marks: [{name: 'minimum', x: 0, y: 0}],
          },
          {
            kind: 'lines',
            title: 'Way across',
            xTitle: 'Rate',
            yTitle: 'Way / start (log scale)',
            yLog: true,
            series: [
              {label: 'plain', x: rates, y: plain, as: 'line and points'},
              {label: 'average of gradients, b = 0.9', x: rates, y: average, as: 'line and points'},
            ],
          },
        ],
      },
    ];
  },
  ...code.straighterWay,
  next: 'Try b = 0.5: is there a rate between where both are short?',
});

const faster = item({
  id: 'L7.3',
  name: 'faster',
  title: 'Is momentum faster than plain descent?',
  statement: 'Momentum needs fewer iterations to the minimum than plain gradient descent.',
  places: '002:80, 002:97',
  question: 'Both at their best rate: from which condition number on does the usual b = 0.9 pay?',
  measure(ground) {
    const conditions = [2, 5, 10, 25, 50, 100, 200, 500].slice(0, ground.size(8, 6));
    const best = (form: 'plain' | 'classical', betas: readonly number[]) =>
      conditions.map((condition) => fewestSteps(form, condition, betas).steps);
    return {
      conditions,
      plain: best('plain', [0]),
      usual: best('classical', [0.9]),
      tuned: best('classical', [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95]),
    };
  },
  rule: 'holds where at every condition number b = 0.9 needs fewer steps than plain descent, each at its best rate of a grid; with conditions where it does at some.',
  verdict({plain, usual}) {
    const isFewer = usual.map((steps, k) => steps < plain[k]!);
    return onClaim({always: isFewer.every(Boolean), sometimes: isFewer.some(Boolean)});
  },
  answer({conditions, plain, usual, tuned}) {
    const from = conditions.findIndex((_, k) => usual[k]! < plain[k]!);
    return `Momentum with b = 0.9 is faster from condition ${conditions[from]} on (${usual[from]} steps in place of ${plain[from]}); at condition ${conditions[0]} it takes ${usual[0]} in place of ${plain[0]}. With the best b of eight momentum is never slower: ${tuned.at(-1)} in place of ${plain.at(-1)} at ${conditions.at(-1)}.`;
  },
  figures: ({conditions, plain, usual, tuned}) => [
    {
      name: 'steps',
      title: 'Steps to a ten thousandth of the height, each at its best rate',
      caption:
        'Plain descent needs steps in proportion to the condition number, momentum with a suitable b only as its root.',
      panels: [
        {
          kind: 'lines',
          title: 'Steps',
          xTitle: 'Condition number (log scale)',
          yTitle: 'Steps (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'plain', x: conditions, y: plain, as: 'line and points'},
            {label: 'b = 0.9', x: conditions, y: usual, as: 'line and points'},
            {label: 'best b', x: conditions, y: tuned, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.faster,
  next: 'Which b is best at condition 500? Theory says ((root - 1) / (root + 1))^2 with the root of the condition number.',
  real: 'mnist --optimizers sgd:lr=0.5,momentum:lr=0.05 --epochs 3 --seeds 3',
});

/** Whether the way becomes straighter, and shorter. */
export const straighterItems = [straighterWay, faster];
