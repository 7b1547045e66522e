import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {greatestPush, kindAtZero, quotientErrors} from './compute.ts';

const half = (x: number): number => (x * x) / 2;
const slopeOfHalf = (x: number): number => x;

export const smallPush = item({
  id: 'L3.3',
  name: 'small-push',
  title: 'A small push against the slope goes down',
  statement:
    'On x²/2 a very small push p in the direction of the slope raises the function, and one against it lowers it.',
  places: '003:473-508',
  question: 'From x = 1: up to which p does a push against the slope still end lower?',
  measure() {
    const points = [-3, -1, -0.2, 0.5, 1, 2];
    const pushes = [1e-1, 1e-2, 1e-4, 1e-6, 1e-8];
    const works = points.map((x) => {
      const sign = Math.sign(slopeOfHalf(x));
      return pushes.every((p) => half(x - p * sign) < half(x) && half(x) < half(x + p * sign)) ? 1 : 0;
    });
    return {points, pushes, works, greatest: points.map((x) => greatestPush(half, slopeOfHalf, x))};
  },
  rule: 'holds where at every point all pushes of up to 0.1 do both; with conditions where that is so at some points.',
  verdict: ({works}) => onClaim({always: works.every((yes) => yes === 1), sometimes: works.includes(1)}),
  answer: ({points, greatest}) =>
    `At ${points.length} of ${points.length} points a small push with the slope raises the function, and one against it lowers it. The push against the slope works up to p = 2|x|, ${formatDecimals(greatest[4]!, 6)} from x = 1, which is where the push ends on the other side at the same height: small is meant in earnest.`,
  figures: () => {
    const pushes = range(0, 2.6, 66);
    return [
      {
        name: 'pushes',
        title: 'From x = 1',
        caption:
          'The push against the slope lowers the function up to p = 2 and is at its best at p = 1, which is a rate of 1.',
        panels: [
          {
            kind: 'lines',
            title: 'f = x²/2',
            xTitle: 'Push p',
            yTitle: 'Change of f',
            series: [
              {label: 'along the slope', x: pushes, y: pushes.map((p) => half(1 + p) - half(1))},
              {label: 'against the slope', x: pushes, y: pushes.map((p) => half(1 - p) - half(1))},
              {label: 'no change', x: [0, 2.6], y: [0, 0], as: 'dashed'},
            ],
          },
        ],
      },
    ];
  },
  ...code.smallPush,
  next: 'Try a function with a kink, |x|: is there still such a p at every point but 0?',
});

/** Functions with their derivatives at a point. */
const smooth = [
  {name: 'x² at 1', f: (x: number) => x * x, derivative: 2, x: 1},
  {name: 'sin x at 1', f: Math.sin, derivative: Math.cos(1), x: 1},
  {name: 'exp x at 1', f: Math.exp, derivative: Math.E, x: 1},
];
const widths = Array.from({length: 13}, (_, k) => 10 ** -(k + 1));

export const derivativeLimit = item({
  id: 'L3.4',
  name: 'derivative-limit',
  title: 'The derivative as a limit',
  statement:
    'The derivative is what the change of the function over the change of x comes to as that change goes to zero.',
  places: '003:638-649',
  question: 'Is a smaller difference always the better one on a computer?',
  measure() {
    const errors = smooth.map(({f, derivative, x}) => quotientErrors(f, derivative, x, widths));
    return {
      widths,
      errors,
      // How much the error falls from one width to the tenth of it, for widths from 0.1 to 1e-6.
      ratios: errors.map((each) => each.slice(0, 5).map((error, k) => error / each[k + 1]!)),
      best: errors.map((each) => widths[each.indexOf(Math.min(...each))]!),
    };
  },
  rule: 'holds where for each function the error falls by a factor of 8 to 12 with each tenth of the width, down to 10⁻⁶; with conditions where that is so of some.',
  verdict({ratios}) {
    const falls = ratios.map((each) => each.every((ratio) => ratio > 8 && ratio < 12));
    return onClaim({always: falls.every(Boolean), sometimes: falls.some(Boolean)});
  },
  answer: ({best, errors}) =>
    `The error of the quotient falls with the width, tenfold each time. Below about ${formatNumber(best[2]!, 1)} it grows again, because the function values are rounded: at 10⁻¹³ it is ${formatNumber(errors[2]!.at(-1)!, 1)} on exp.`,
  figures: ({errors}) => [
    {
      name: 'errors',
      title: 'Error of the quotient of differences',
      caption:
        'The error falls in proportion to the width until rounding takes over, near the root of the precision of the numbers.',
      panels: [
        {
          kind: 'lines',
          title: 'Numbers of 64 bits',
          xTitle: 'Width h (log scale)',
          yTitle: 'Error (log scale)',
          xLog: true,
          yLog: true,
          series: smooth.map(({name}, i) => ({label: name, x: widths, y: errors[i]!, as: 'line and points' as const})),
        },
      ],
    },
  ],
  ...code.derivativeLimit,
  next: 'Take (f(x + h) - f(x - h)) / 2h: how fast does the error fall, and where is the best width?',
});

/** Polynomials by their coefficients from the constant on, without slope at 0. */
const polynomials = [
  {name: 'x²', coefficients: [0, 0, 1]},
  {name: '-x² + x³', coefficients: [0, 0, -1, 1]},
  {name: 'x³', coefficients: [0, 0, 0, 1]},
  {name: 'x⁴', coefficients: [0, 0, 0, 0, 1]},
  {name: '-x⁴', coefficients: [0, 0, 0, 0, -1]},
  {name: 'x⁵ - x⁶', coefficients: [0, 0, 0, 0, 0, 1, -1]},
];

const kindInWords = (kind: number | null): string =>
  kind === null ? 'undecided' : kind > 0 ? 'minimum' : kind < 0 ? 'maximum' : 'neither';

export const secondDerivative = item({
  id: 'L3.4',
  name: 'second-derivative',
  title: 'The second derivative tells the kind',
  statement:
    'Where the derivative is zero, the second derivative can tell what optimum it is, and it or a higher one may help to recognise a saddle.',
  places: '003:654-682',
  question: 'x³, x⁴ and -x⁴ all have the second derivative 0 at 0: what are they there?',
  measure() {
    const kinds = polynomials.map(({coefficients}) => kindAtZero(coefficients));
    return {
      seen: kinds.map(({seen}) => seen),
      isDecided: kinds.map(({bySecond}) => (bySecond === null ? 0 : 1)),
      isRight: kinds.map(({bySecond, seen}) => (bySecond === seen ? 1 : 0)),
      isRightByHigher: kinds.map(({byFirstNonzero, seen}) => (byFirstNonzero === seen ? 1 : 0)),
    };
  },
  rule: 'holds where the sign of the second derivative alone gives the kind that the neighbours show, of every point; with conditions where it is right whenever it is not zero, and the first derivative that is not zero is right always.',
  verdict: ({isDecided, isRight, isRightByHigher}) =>
    onClaim({
      always: isRight.every((yes) => yes === 1),
      sometimes:
        isDecided.includes(1) &&
        isRight.every((yes, i) => yes === isDecided[i]) &&
        isRightByHigher.every((yes) => yes === 1),
    }),
  answer: ({isDecided, isRightByHigher}) =>
    `The second derivative decides ${isDecided.filter(Boolean).length} of ${isDecided.length} points, and rightly; where it is zero, the first one that is not decides, right at ${isRightByHigher.filter(Boolean).length} of ${isRightByHigher.length}: of an even order by its sign, of an odd order neither.`,
  tables: ({seen}) => [
    {
      title: 'Points at 0',
      columns: ['function', 'the neighbours show', 'second derivative says', 'first that is not zero says'],
      rows: polynomials.map(({name, coefficients}, i) => {
        const {bySecond, byFirstNonzero} = kindAtZero(coefficients);
        return [name, kindInWords(seen[i]!), kindInWords(bySecond), kindInWords(byFirstNonzero)];
      }),
    },
  ],
  figures: () => {
    const x = range(-1, 1, 81);
    return [
      {
        name: 'flat',
        title: 'Three functions without a second derivative at 0',
        caption: 'All three are flat at 0, and are a saddle, a minimum and a maximum.',
        panels: [
          {
            kind: 'lines',
            title: 'Near 0',
            xTitle: 'x',
            yTitle: 'f',
            series: [
              {label: 'x³', x, y: x.map((value) => value ** 3)},
              {label: 'x⁴', x, y: x.map((value) => value ** 4)},
              {label: '-x⁴', x, y: x.map((value) => -(value ** 4))},
            ],
          },
        ],
      },
    ];
  },
  ...code.secondDerivative,
  next: 'exp(−1/x²) has all derivatives 0 at 0: what is it there, and what can derivatives say?',
});
