import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {afterAsManySteps, descend, turns} from './compute.ts';

/** f = (x^2 + 10 y^2) / 2, whose curvatures are 1 and 10. */
const valley = [
  [1, 0],
  [0, 10],
];
const start = [10, 1];

export const zigzag = item({
  id: 'L9.1',
  name: 'zigzag',
  title: 'Steepest descent goes in zigzag',
  statement:
    'Where steepest descent goes to the least point along each direction, the next direction is orthogonal to the last, so that its way is a zigzag.',
  places: '002:195-204',
  question:
    'In a valley ten times as steep across as along: how many steps until the height has fallen to a thousandth?',
  measure() {
    const {points, steps, ...way} = descend(valley, start, 60, false);
    const heights = points.map(([x, y]) => (x! ** 2 + 10 * y! ** 2) / 2);
    return {
      x: points.map(([x]) => x!),
      y: points.map(([, y]) => y!),
      formulaX: points.map((_, k) => 10 * (9 / 11) ** k),
      formulaY: points.map((_, k) => (-9 / 11) ** k),
      steps,
      cosines: turns({points, steps, ...way}),
      stepsToThousandth: heights.findIndex((height) => height <= heights[0]! / 1000),
    };
  },
  rule: 'holds where every cosine between successive directions is below 10⁻⁹ and every point is the one of the formula to 10⁻⁹.',
  verdict({cosines, x, y, formulaX, formulaY}) {
    const isRight = cosines.every((cosine) => Math.abs(cosine) < 1e-9);
    const isFormula = x.every((value, k) => Math.hypot(value - formulaX[k]!, y[k]! - formulaY[k]!) < 1e-9);
    return onClaim({always: isRight && isFormula, sometimes: isRight});
  },
  answer: ({steps, stepsToThousandth}) =>
    `Every step of steepest descent is ${formatDecimals(steps[0]!, 6)} (2/11), every turn a right angle, and the points are 10 (9/11)^k and (−9/11)^k: it takes ${stepsToThousandth} steps to a thousandth of the height.`,
  figures: ({x, y}) => {
    const cg = descend(valley, start, 2, true).points;
    const [xs, ys] = [range(-2, 11, 66), range(-1.6, 1.6, 66)];
    return [
      {
        name: 'ways',
        title: 'Two ways down a valley',
        caption:
          'Steepest descent crosses the valley at every step; conjugate gradient goes along it with its second step and is there.',
        panels: [
          {
            kind: 'plane',
            title: 'f = (x² + 10 y²) / 2',
            xTitle: 'x',
            yTitle: 'y',
            x: xs,
            y: ys,
            values: onGrid(xs, ys, (a, b) => (a * a + 10 * b * b) / 2),
            paths: [
              {label: 'steepest descent', x: x.slice(0, 20), y: y.slice(0, 20)},
              {label: 'conjugate gradient', x: cg.map(([a]) => a!), y: cg.map(([, b]) => b!)},
            ],
            marks: [{name: 'minimum', x: 0, y: 0}],
          },
        ],
      },
    ];
  },
  ...code.zigzag,
  next: 'Start on an axis, or make both curvatures equal: what becomes of the zigzag?',
});

export const workedSteps = item({
  id: 'L9.1',
  name: 'two-steps',
  title: 'Two steps in two dimensions, by hand',
  statement:
    'The first direction is the negative gradient, each later one the negative gradient plus beta times the last, beta the ratio of the squared gradients (Fletcher-Reeves).',
  places: '002:211-232',
  question: 'From (10, 1) in the same valley: where is conjugate gradient after two steps?',
  measure() {
    const {points, steps, betas} = descend(valley, start, 2, true);
    return {
      printed: [0.181818, 0.669421, 0.55],
      right: [steps[0]!, betas[0]!, steps[1]!],
      end: points[2]!,
      points: points.slice(1),
    };
  },
  rule: 'exact where first step, beta and second step are 2/11, 81/121 and 11/20 to six digits; else a slip.',
  verdict: (values) => onPrinted(values, 6),
  answer: ({right, end}) =>
    `The first step is ${formatDecimals(right[0]!, 6)}, beta ${formatDecimals(right[1]!, 6)}, the second step ${formatDecimals(right[2]!, 6)}, and the minimum is reached to ${formatNumber(Math.hypot(...end), 2)}.`,
  tables: ({right, points}) => [
    {
      title: 'Step by step',
      columns: ['k', 'step', 'beta to the next', 'x', 'y'],
      rows: [
        [0, '', '', 10, 1],
        [1, formatDecimals(right[0]!, 6), formatDecimals(right[1]!, 6), points[0]![0]!, points[0]![1]!],
        [2, formatDecimals(right[2]!, 6), '', points[1]![0]!, points[1]![1]!],
      ],
    },
  ],
  ...code.twoSteps,
  next: 'Take beta = 0 in the second step and compare: that is steepest descent.',
});

export const asManySteps = item({
  id: 'L9.1',
  name: 'n-steps',
  title: 'As many steps as dimensions',
  statement:
    'Directions that belong together should end the zigzag. On a quadratic in n dimensions, which is more than the notes say, conjugate gradient is at the minimum after n steps; steepest descent is not.',
  places: '002:205-218',
  question: 'In 20 dimensions, with curvatures from 1 to 100: how much of the gradient is left after 20 steps of each?',
  measure() {
    const dimensions = Array.from({length: 19}, (_, i) => i + 2);
    return {
      dimensions,
      conjugate: dimensions.map((n) => afterAsManySteps(n, 100, true)),
      steepest: dimensions.map((n) => afterAsManySteps(n, 100, false)),
    };
  },
  rule: 'holds where from 2 to 20 dimensions conjugate gradient leaves less than 10⁻⁶ of the gradient and steepest descent more than 10⁻³; with conditions where conjugate gradient alone does so.',
  verdict: ({conjugate, steepest}) => {
    const isDone = conjugate.every((left) => left < 1e-6);
    return onClaim({always: isDone && steepest.every((left) => left > 1e-3), sometimes: isDone});
  },
  answer: ({conjugate, steepest}) =>
    `Conjugate gradient leaves at most ${formatNumber(Math.max(...conjugate), 2)} of the gradient after n steps, steepest descent at least ${formatNumber(Math.min(...steepest), 2)}.`,
  figures: ({dimensions, conjugate, steepest}) => [
    {
      name: 'left',
      title: 'What is left of the gradient after n steps',
      caption: 'Conjugate gradient ends at the precision of the numbers, steepest descent is on its way.',
      panels: [
        {
          kind: 'lines',
          title: 'After n steps',
          xTitle: 'Dimensions n',
          yTitle: 'Gradient, relative to the first (log scale)',
          yLog: true,
          series: [
            {label: 'steepest descent', x: dimensions, y: steepest, as: 'line and points'},
            {label: 'conjugate gradient', x: dimensions, y: conjugate, as: 'line and points'},
          ],
        },
      ],
    },
  ],
  ...code.asManySteps,
  next: 'Let all curvatures but one be equal: how many steps does conjugate gradient need then?',
});
