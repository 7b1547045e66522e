import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {walk, walkUntilFlat} from './compute.ts';

/** Functions on which descent stops at a small gradient. */
const stops = [
  {name: 'x² from 3', f: (x: number) => x ** 2, slope: (x: number) => 2 * x, start: 3},
  {name: 'x⁴ from 1', f: (x: number) => x ** 4, slope: (x: number) => 4 * x ** 3, start: 1},
  {name: 'x³ from 1', f: (x: number) => x ** 3, slope: (x: number) => 3 * x ** 2, start: 1},
];

export const stopping = item({
  id: 'L3.1',
  name: 'stopping',
  title: 'A gradient near zero as the sign to stop',
  statement:
    'The iterations stop where the gradient is very close to zero, which says that the bottom is reached or very near.',
  places: '003:579-582, 003:614-626',
  question: 'Stop where the gradient is below 10⁻⁶: how far from 0 is that on x², on x⁴ and on x³?',
  measure() {
    const ends = stops.map(({slope, start}) => walkUntilFlat(slope, start, 0.1, 1e-6));
    return {
      steps: ends.map(({steps}) => steps),
      distances: ends.map(({x}) => Math.abs(x)),
      // How much lower the function is within a distance of 1.
      stillBelow: ends.map(({x}, i) => {
        const {f} = stops[i]!;
        return f(x) - Math.min(f(x), ...range(x - 1, x + 1, 2001).map(f));
      }),
    };
  },
  rule: 'holds where every end is within 0.001 of the point without slope and nothing within 1 of it is more than 10⁻⁶ lower; with conditions where that is so of some ends.',
  verdict({distances, stillBelow}) {
    const near = distances.map((distance, i) => distance < 1e-3 && stillBelow[i]! < 1e-6);
    return onClaim({always: near.every(Boolean), sometimes: near.some(Boolean)});
  },
  answer: ({distances, steps, stillBelow}) =>
    `Stopped at a small gradient, the descent on x² is ${formatNumber(distances[0]!, 2)} away from the bottom after ${steps[0]!} steps; on x⁴, whose curvature goes to 0, ${formatNumber(distances[1]!, 2)} after ${steps[1]!}; on x³ the descent stops on a plateau with ${formatDecimals(stillBelow[2]!, 2)} still to fall within a distance of 1. A small gradient says little unless there is curvature.`,
  tables: ({distances, steps, stillBelow}) => [
    {
      title: 'Where a gradient of 10⁻⁶ is reached',
      columns: ['function', 'steps', 'distance from 0', 'lower within 1'],
      rows: stops.map(({name}, i) => [name, steps[i]!, formatNumber(distances[i]!), formatNumber(stillBelow[i]!)]),
    },
  ],
  figures: () => [
    {
      name: 'gradients',
      title: 'The gradient on the way',
      caption:
        'On x² the gradient shrinks by a fifth in each step; on x⁴ and x³ ever more slowly, because the curvature fades with it.',
      panels: [
        {
          kind: 'lines',
          title: 'Rate 0.1',
          xTitle: 'Step',
          yTitle: 'Gradient (log scale)',
          yLog: true,
          series: stops.map(({name, slope, start}) => {
            const points = walk(slope, start, 0.1, 80);
            return {label: name, x: points.map((_, k) => k), y: points.map(slope)};
          }),
        },
      ],
    },
  ],
  ...code.stopping,
  next: 'Stop at 10⁻⁸: by what factor do the steps on x⁴ grow, by what number those on x²?',
  real: 'mnist --model logreg --optimizers sgd:lr=0.5 --batch-size full --epochs 50',
});
