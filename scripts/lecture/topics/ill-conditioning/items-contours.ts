import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {angleByFormula, descend, greatestAngle} from './compute-contours.ts';

const conditions = [1, 2, 5, 10, 30, 100, 300];

const contours = item({
  id: 'L10.2',
  name: 'contours',
  title: 'Circles and ellipses',
  statement:
    'The locally steepest direction may point far from the optimum: not where the levels are circles, but where they are ellipses.',
  places: '004:104-119, 000:397-403',
  question: 'The levels are ellipses, ten times as long as wide: by how many degrees can descent miss the minimum?',
  measure() {
    return {
      conditions,
      angles: conditions.map(greatestAngle),
      formula: conditions.map(angleByFormula),
      tenTimes: greatestAngle(100),
    };
  },
  rule: 'holds where the angle is 0 for circles, grows with the ratio of the curvatures and is that of the formula to 10⁻³ degrees; with conditions where it only grows.',
  verdict({conditions: ratios, angles, formula}) {
    const doesGrow = angles.every((angle, i) => i === 0 || angle > angles[i - 1]!);
    const isFormula = angles.every((angle, i) => Math.abs(angle - formula[i]!) < 1e-3);
    return onClaim({always: ratios[0] === 1 && angles[0]! < 1e-3 && doesGrow && isFormula, sometimes: doesGrow});
  },
  answer: ({tenTimes, angles}) =>
    `With ellipses the negative gradient misses the way to the minimum by up to ${formatDecimals(tenTimes, 1)} degrees, with circles by ${formatDecimals(angles[0]!, 0)}. An ellipse is as long as the root of the ratio of the curvatures, here 100, and the cosine of the greatest angle is 2 √c / (1 + c).`,
  figures: ({angles, formula}) => [
    {
      name: 'angles',
      title: 'Between the negative gradient and the way to the minimum',
      caption: 'With circles descent heads for the minimum, with long ellipses nearly across the way to it.',
      panels: [
        {
          kind: 'lines',
          title: 'Greatest angle',
          xTitle: 'Ratio of the curvatures (log scale)',
          yTitle: 'Degrees',
          xLog: true,
          series: [
            {label: 'formula', x: conditions, y: formula, as: 'dashed'},
            {label: 'measured', x: conditions, y: angles, as: 'points'},
          ],
        },
      ],
    },
  ],
  ...code.contours,
  next: 'From which points of an ellipse does descent head straight for the minimum?',
});

const oscillation = item({
  id: 'L10.2',
  name: 'oscillation',
  title: 'Where the levels are long, descent oscillates',
  statement:
    'With spherical levels it is easier to converge; with elliptical ones oscillations can occur, since the gradient changes rapidly along the steepest direction and large steps are trouble.',
  places: '000:397-403, 004:116-127',
  question: 'With the best fixed rate: how many steps does descent take when one curvature is 100 times the other?',
  measure() {
    const ways = conditions.map((condition) => descend(condition));
    return {
      conditions,
      steps: ways.map(({steps}) => steps),
      crossings: ways.map(({crossings}) => crossings),
      changes: ways.map(({gradientChange}) => gradientChange),
      largerArrives: conditions.map((condition) => Number(Number.isFinite(descend(condition, 2.1 / condition).steps))),
    };
  },
  rule: 'holds where circles take one step without crossing, steps grow with the ratio, every step of an ellipse crosses the valley, and no rate above 2 over the largest curvature arrives; with conditions where the steps grow.',
  verdict({steps, crossings, largerArrives}) {
    const doesGrow = steps.every((count, i) => i === 0 || count > steps[i - 1]!);
    const doesCross = crossings.every((count, i) => count === (i === 0 ? 0 : steps[i]!));
    const isRisky = largerArrives.every((arrives) => arrives === 0);
    return onClaim({always: doesGrow && doesCross && isRisky && steps[0] === 1, sometimes: doesGrow});
  },
  answer: ({steps, changes}) =>
    `Descent takes ${steps[5]!} steps in the longest valley against ${steps[0]!} with circles, each of them to the other side of the valley; the first step changes the gradient by ${formatDecimals(changes[5]!, 2)} times its length. A rate of 2.1 over the largest curvature does not arrive.`,
  figures: () => {
    const [xs, ys] = [range(-3, 11, 57), range(-4, 4, 33)];
    return [
      {
        name: 'ways',
        title: 'The best fixed rate, with circles and with ellipses',
        caption: 'With circles one step is enough; in the valley the way goes from side to side.',
        panels: [1, 10].map((condition) => ({
          kind: 'plane' as const,
          title: condition === 1 ? 'Circles' : 'Ellipses, curvatures 1 and 10',
          xTitle: 'x',
          yTitle: 'y',
          x: xs,
          y: ys,
          values: onGrid(xs, ys, (x, y) => x * x + condition * y * y),
          paths: [
            {
              label: 'descent',
              x: descend(condition).points.map(([x]) => (condition === 1 ? 8 : 1) * x!),
              y: descend(condition).points.map(([, y]) => (condition === 1 ? 3 : 1) * y!),
            },
          ],
          marks: [{name: 'minimum', x: 0, y: 0}],
        })),
      },
    ];
  },
  ...code.oscillation,
  next: 'Take half the best rate: what becomes of the oscillation, and of the number of steps?',
});

/** The shape of the levels. */
export const contourItems = [contours, oscillation];
