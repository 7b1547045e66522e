import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {walk} from './compute.ts';

const square = (x: number): number => x * x;
const slopeOfSquare = (x: number): number => 2 * x;

const curve = {label: 'x²', x: range(-4.2, 4.2, 85), y: range(-4.2, 4.2, 85).map(square)};

export const fromThree = item({
  id: 'L3.1',
  name: 'from-three',
  title: 'Two steps on x² from 3, by hand',
  statement:
    'On x² from 3 with the rate 0.1 the gradient is 6, the step −0.6 and the next point 2.4; then come 4.8, −0.48 and 1.92.',
  places: '003:447-471, 003:514-577',
  question: 'Every step multiplies x by the same number: by which?',
  measure() {
    const points = walk(slopeOfSquare, 3, 0.1, 20);
    const [x0, x1, x2] = points as [number, number, number];
    return {
      printed: [6, -0.6, 2.4, 4.8, -0.48, 1.92],
      right: [slopeOfSquare(x0), -0.1 * slopeOfSquare(x0), x1, slopeOfSquare(x1), -0.1 * slopeOfSquare(x1), x2],
      points,
      factors: points.slice(1).map((x, k) => x / points[k]!),
    };
  },
  rule: 'exact where gradients, steps and points of both iterations are the printed ones to two decimals; else a slip.',
  verdict: (values) => onPrinted(values, 2),
  answer: ({points, factors}) =>
    `Every number of the two steps is as printed. Each step multiplies x by ${formatDecimals(factors[0]!, 1)} (1 - 2 · 0.1), so that after 20 steps x is ${formatDecimals(points[20]!, 6)}.`,
  tables: ({points, printed}) => [
    {
      title: 'Step by step, the printed numbers in brackets',
      columns: ['k', 'x', 'gradient', 'step', 'next x'],
      rows: [0, 1, 2].map((k) => {
        const x = points[k]!;
        const theirs = (i: number): string => (k < 2 ? ` (${formatNumber(printed[3 * k + i]!)})` : '');
        return [
          k,
          formatDecimals(x, 4),
          `${formatDecimals(2 * x, 4)}${theirs(0)}`,
          `${formatDecimals(-0.2 * x, 4)}${theirs(1)}`,
          `${formatDecimals(points[k + 1]!, 4)}${theirs(2)}`,
        ];
      }),
    },
  ],
  figures: ({points}) => [
    {
      name: 'way',
      title: 'The way down from 3',
      caption: 'The points come nearer to the bottom from one side, in steps that shrink as the slope does.',
      panels: [
        {
          kind: 'lines',
          title: 'f = x²',
          xTitle: 'x',
          yTitle: 'f',
          series: [curve, {label: 'points', x: points, y: points.map(square), as: 'line and points'}],
        },
      ],
    },
  ],
  ...code.fromThree,
  next: 'Take the rates 0.5 and 0.9: how many steps, and from which sides?',
});

export const fromMinusFour = item({
  id: 'L3.2',
  name: 'from-minus-four',
  title: 'Thirty steps on x² from −4',
  statement:
    'On x² from −4 with the rate 0.8 the points are 2.4, −1.44, 0.864, −0.5184 and 0.31104, and the thirtieth is −8.84296·10⁻⁷.',
  places: '003:730-817',
  question: 'With the rate 0.8, on which side of the minimum is the thirtieth point?',
  measure() {
    const points = walk(slopeOfSquare, -4, 0.8, 30);
    return {
      printed: [2.4, -1.44, 0.864, -0.5184, 0.31104, -8.84296],
      right: [...points.slice(1, 6), points[30]! * 1e7],
      points,
      thirtieth: points[30]!,
      formula: -4 * (-0.6) ** 30,
    };
  },
  rule: 'exact where the first five points, and the thirtieth times 10⁷, are the printed ones to five decimals; else a slip.',
  verdict: (values) => onPrinted(values, 5),
  answer: ({thirtieth}) =>
    `All printed points are right: each step multiplies x by −0.6, and the thirtieth point is ${formatNumber(thirtieth, 13)}, on the side of the start because 30 is even.`,
  tables: ({points, printed}) => [
    {
      title: 'Points',
      columns: ['k', 'printed', 'ours'],
      rows: [1, 2, 3, 4, 5, 30].map((k, i) => [
        k,
        k === 30 ? '−8.84296·10⁻⁷' : formatNumber(printed[i]!, 6),
        formatNumber(points[k]!, 13),
      ]),
    },
  ],
  figures: ({points}) => [
    {
      name: 'way',
      title: 'The way from −4',
      caption: 'Every step goes over the bottom to the other side, and yet each point is lower than the last.',
      panels: [
        {
          kind: 'lines',
          title: 'f = x²',
          xTitle: 'x',
          yTitle: 'f',
          series: [curve, {label: 'points', x: points, y: points.map(square), as: 'line and points'}],
        },
        {
          kind: 'lines',
          title: 'Distance',
          xTitle: 'Step',
          yTitle: '|x| (log scale)',
          yLog: true,
          series: [{label: '|x|', x: points.map((_, k) => k), y: points.map(Math.abs), as: 'line and points'}],
        },
      ],
    },
  ],
  ...code.fromMinusFour,
  next: 'At which rate does the sign still change in each step while x never comes nearer?',
});
