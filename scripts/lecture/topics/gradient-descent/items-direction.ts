import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {angleToBottom, bowl, slopesAround} from './compute.ts';

/** f = .1 x1^2 + 2 x2^2 */
export const curvatures = [0.2, 4];
const height = (x: number, y: number): number => bowl(curvatures, [x, y]);

export const steepest = item({
  id: 'L3.5',
  name: 'steepest',
  title: 'The steepest direction, measured all around',
  statement:
    'Among all directions of the same length the loss falls fastest where the angle to the gradient is 180 degrees.',
  places: '003:584-612',
  question: 'At 90 degrees to the gradient: does the function rise or fall, and how fast?',
  measure() {
    const angles = Array.from({length: 360}, (_, i) => i);
    const gradient = [0.6, 4];
    const slopes = slopesAround(height, [3, 1], gradient, angles);
    const size = Math.hypot(...gradient);
    return {
      angles,
      slopes,
      steepestAngle: angles[slopes.indexOf(Math.min(...slopes))]!,
      across: slopes[90]!,
      gradientNorm: size,
      farthestFromCosine: Math.max(...slopes.map((slope, i) => Math.abs(slope - size * Math.cos((i * Math.PI) / 180)))),
    };
  },
  rule: 'holds where of 360 directions the one at 180 degrees falls fastest and all slopes are |g| cos(angle) to 10⁻⁶; with conditions where it is within 10 degrees.',
  verdict: ({steepestAngle, farthestFromCosine}) =>
    onClaim({
      always: steepestAngle === 180 && farthestFromCosine < 1e-6,
      sometimes: Math.abs(steepestAngle - 180) <= 10,
    }),
  answer: ({steepestAngle, across, gradientNorm}) =>
    `The loss falls fastest at ${steepestAngle} degrees, by ${formatDecimals(gradientNorm, 4)} a unit; across the gradient the slope is ${formatDecimals(Math.abs(across), 4)}. All slopes are |g| times the cosine of the angle.`,
  figures: ({angles, slopes, gradientNorm}) => {
    const cosine = angles.map((angle) => gradientNorm * Math.cos((angle * Math.PI) / 180));
    return [
      {
        name: 'slopes',
        title: 'Slope at (3, 1) of 0.1 x₁² + 2 x₂²',
        caption: 'Measured slopes lie on the cosine: least at 180 degrees, none at 90 and 270.',
        panels: [
          {
            kind: 'lines',
            title: 'By differences',
            xTitle: 'Angle to the gradient (degrees)',
            yTitle: 'Slope',
            series: [
              {label: '|g| cos(angle)', x: angles, y: cosine},
              {
                label: 'measured',
                x: angles.filter((angle) => angle % 15 === 0),
                y: slopes.filter((_, i) => i % 15 === 0),
                as: 'points',
              },
            ],
          },
        ],
      },
    ];
  },
  ...code.steepest,
  next: 'Measure with differences of 1 instead of 10⁻⁵: is 180 degrees still the best?',
});

/** Bowls with a point on each. */
const bowls = [
  {name: 'round, x₁² + x₂²', curvatures: [2, 2], at: [3, 1]},
  {name: 'long, 0.1 x₁² + 2 x₂²', curvatures, at: [3, 1]},
  {name: 'long, on an axis', curvatures, at: [3, 0]},
];

export const toTheBottom = item({
  id: 'L3.5',
  name: 'to-the-bottom',
  title: 'Does the steepest direction lead to the minimum?',
  statement: 'The direction that the steepest descent finds is called the one that takes us to the minimum.',
  places: '003:606-612',
  question:
    'At (3, 1) of 0.1 x₁² + 2 x₂²: how many degrees is the negative gradient off the straight way to the bottom?',
  measure: () => ({angles: bowls.map((each) => angleToBottom(each.curvatures, each.at))}),
  rule: 'holds where the angle to the straight way is below one degree on every bowl, with conditions where on some.',
  verdict: ({angles}) =>
    onClaim({always: angles.every((angle) => angle < 1), sometimes: angles.some((angle) => angle < 1)}),
  answer: ({angles}) =>
    `The steepest direction leads to the minimum only where the bowl is round or the point on an axis; in the three cases it is ${angles.map((angle) => formatDecimals(angle, 1)).join(', ')} degrees off. The negative gradient is the steepest way down from here, which is something else than the way to the minimum.`,
  tables: ({angles}) => [
    {
      title: 'Angle between the negative gradient and the way to the bottom',
      columns: ['bowl', 'x₁', 'x₂', 'degrees'],
      rows: bowls.map(({name, at}, i) => [name, at[0]!, at[1]!, Number(angles[i]!.toFixed(4))]),
    },
  ],
  figures: () => {
    const [xs, ys] = [range(-1, 4, 51), range(-1, 1.4, 49)];
    return [
      {
        name: 'directions',
        title: 'Two directions from (3, 1)',
        caption: 'The negative gradient crosses the level lines at a right angle and misses the bottom.',
        panels: [
          {
            kind: 'plane',
            title: 'f = 0.1 x₁² + 2 x₂²',
            xTitle: 'x₁',
            yTitle: 'x₂',
            x: xs,
            y: ys,
            values: onGrid(xs, ys, height),
            paths: [
              {label: 'negative gradient', x: [3, 3 - 0.45 * 0.6], y: [1, 1 - 0.45 * 4]},
              {label: 'to the bottom', x: [3, 0], y: [1, 0]},
            ],
            marks: [{name: 'minimum', x: 0, y: 0}],
          },
        ],
      },
    ];
  },
  ...code.toTheBottom,
  next: 'At which points of the long bowl is the angle greatest?',
});
