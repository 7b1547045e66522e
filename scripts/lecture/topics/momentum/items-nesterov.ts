import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {code} from './code.ts';
import {apart, descend} from './compute-descent.ts';
import {libraryNesterov, oneStep, restWithShift, sideways} from './compute-look-ahead.ts';

const curvatures = [1, 10];
const start = [10, 1];
const step = {rate: 0.08, beta: 0.9};

const lookAhead = item({
  id: 'L7.6',
  name: 'look-ahead',
  title: 'Look before you leap',
  statement:
    "Nesterov's rule takes the gradient where the velocity alone would lead, w + a v, and so assesses how the gradient changes before it goes there.",
  places: '004:206-242, 003:1316-1361',
  question: 'The velocity is about to carry us up the other side of the valley: which of the two rules brakes?',
  measure() {
    const options = {...step, steps: 40};
    const points = descend('nesterov', curvatures, start, options);
    const library = libraryNesterov('lookahead', curvatures, start, options);
    const reformulated = libraryNesterov('reformulated', curvatures, start, options);
    // The other form walks on the points ahead: w + a v, with v the step before.
    const ahead = points.map((point, k) =>
      point.map((value, i) => value + step.beta * (k === 0 ? 0 : value - points[k - 1]![i]!)),
    );
    const one = oneStep(curvatures, {...step, w: [4, 0.4], v: [-1, -0.9]});
    return {
      libraryApart: apart(points, library),
      reformulatedApart: apart(ahead, reformulated),
      ahead: one.ahead,
      endOfMomentum: one.momentum,
      endOfNesterov: one.nesterov,
      overshootOfMomentum: Math.abs(one.momentum[1]!),
      overshootOfNesterov: Math.abs(one.nesterov[1]!),
    };
  },
  rule: 'holds where the library walks the points of the rule to 10⁻⁴ (in the reformulated form its points ahead), and in the drawn step the look-ahead ends closer to the floor of the valley; with conditions where only the first is so.',
  verdict({libraryApart, reformulatedApart, overshootOfMomentum, overshootOfNesterov}) {
    const isRule = libraryApart < 1e-4 && reformulatedApart < 1e-4;
    return onClaim({always: isRule && overshootOfNesterov < overshootOfMomentum, sometimes: isRule});
  },
  answer: ({overshootOfMomentum, overshootOfNesterov, libraryApart}) =>
    `In the drawn step momentum ends ${formatDecimals(overshootOfMomentum, 3)} beyond the floor, the look-ahead ${formatDecimals(overshootOfNesterov, 3)}: it sees the other slope and brakes. Rule and library are ${formatNumber(libraryApart, 1)} apart over 40 steps.`,
  figures({ahead, endOfMomentum, endOfNesterov}) {
    const [xs, ys] = [range(1.5, 5, 60), range(-1.1, 0.8, 60)];
    const way = (label: string, ...points: (readonly number[])[]) => ({
      label,
      x: points.map(([x]) => x!),
      y: points.map(([, y]) => y!),
    });
    return [
      {
        name: 'one-step',
        title: 'One step of each rule from the same point with the same velocity',
        caption:
          'Both go along a v first. Momentum adds the gradient of where it was, which points on across the valley; the look-ahead that of where it is about to be, which points back.',
        panels: [
          {
            kind: 'plane',
            title: 'f = (x² + 10 y²) / 2',
            xTitle: 'x',
            yTitle: 'y',
            x: xs,
            y: ys,
            values: onGrid(xs, ys, (x, y) => (x * x + 10 * y * y) / 2),
            paths: [
              {...way('a v', [4, 0.4], ahead), as: 'dashed'},
              way('momentum', ahead, endOfMomentum),
              way('look-ahead', ahead, endOfNesterov),
            ],
            marks: [
              {name: 'w', x: 4, y: 0.4},
              {name: 'w + a v', x: ahead[0]!, y: ahead[1]!},
            ],
          },
        ],
      },
    ];
  },
  ...code.lookAhead,
  next: 'Turn the velocity round, so that it points away from the floor: which one ends closer then?',
});

const betas = [0.5, 0.7, 0.8, 0.9, 0.95];
const rates = [0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.3, 1.5, 2];

const sidewaysSwing = item({
  id: 'L7.6',
  name: 'sideways',
  title: 'Does the look-ahead control the swing across better?',
  statement: 'The look-ahead controls oscillations sideways better than momentum without it.',
  places: '004:236',
  question:
    'For which rates, in units of 1 / curvature, is the swing smaller with the look-ahead: all, small ones, large ones?',
  measure: () => ({rates, betas, ...sideways(betas, rates)}),
  rule: 'holds where at every rate and momentum of the grid the way across is shorter with the look-ahead, with conditions where it is at at least half of them.',
  verdict({ways}) {
    const isShorter = ways.flat().map((ratio) => ratio < 1);
    return onClaim({
      always: isShorter.every(Boolean),
      sometimes: isShorter.filter(Boolean).length >= isShorter.length / 2,
    });
  },
  answer({ways, swings}) {
    const shorter = ways.flat().filter((ratio) => ratio < 1).length;
    return `The look-ahead has the shorter way across at ${shorter} of ${ways.flat().length} pairs of rate and momentum. With momentum 0.9 and rate 0.4 the way is ${formatDecimals(ways[3]![2]!, 2)} and the greatest swing ${formatDecimals(swings[3]![2]!, 2)} of that without; at rate 1 the swing is gone at once. From about 1.36 on (2 (1 + a) / (1 + 2 a)) the look-ahead diverges, which momentum does at 3.8.`;
  },
  figures: ({ways}) => [
    {
      name: 'ways',
      title: 'Way across the valley with the look-ahead, over that without',
      caption:
        'Below 1 the look-ahead is better (logarithm to the base of 10: below 0). It is at most rates, until it diverges to the right.',
      panels: [
        {
          kind: 'heat',
          title: 'Way across',
          xTitle: 'Rate x curvature',
          yTitle: 'Momentum',
          x: rates,
          y: betas,
          // Where it diverges, or is there at once, the logarithm would drown the rest.
          values: ways.map((row) =>
            row.map((ratio) => Math.round(100 * Math.max(-2, Math.min(2, Math.log10(Math.max(1e-12, ratio))))) / 100),
          ),
          valueTitle: 'log10 of the ratio',
        },
      ],
    },
    {
      name: 'across',
      title: 'Across the valley with momentum 0.9 and rate 0.4 / curvature',
      caption: 'Both swing; with the look-ahead the swing dies away after a few updates.',
      panels: [
        {
          kind: 'lines',
          title: 'Across',
          xTitle: 'Update',
          yTitle: 'Place across',
          series: (['classical', 'nesterov'] as const).map((form) => {
            const points = descend(form, [1], [1], {rate: 0.4, beta: 0.9, steps: 50});
            return {
              label: form === 'classical' ? 'momentum' : 'look-ahead',
              x: points.map((_, k) => k),
              y: points.map(([y]) => y!),
            };
          }),
        },
      ],
    },
  ],
  ...code.sideways,
  next: 'Find the greatest stable rate of both by trial, for momentum 0.5.',
});

const undefinedPoint = item({
  id: 'L7.6',
  name: 'theta-plus-beta-m',
  title: 'A look-ahead by a letter that is not defined',
  statement: 'The gradient of the look-ahead is taken at theta + beta m.',
  places: '004:216-220, 004:231, 004:240',
  question:
    'The only m in that line is the size of the batch. Where does f = w² / 2 come to rest if one reads it so, with m = 1?',
  measure() {
    const [a, rate] = [0.9, 0.1];
    const end = descend('nesterov', [1], [3], {rate, beta: a, steps: 2000}).at(-1)![0]!;
    return {
      printed: restWithShift(a, {a, rate, start: 3}),
      right: end,
      restWithBatchOf64: restWithShift(64 * a, {a, rate, start: 3}),
    };
  },
  rule: 'exact where the rule, read with m as the size of the batch, comes to rest where theta + a v does, to six decimals; else a slip.',
  verdict: (values) => onPrinted(values, 6),
  answer: ({printed, right, restWithBatchOf64}) =>
    `Read literally, the rule comes to rest at ${formatDecimals(printed, 3)} in place of ${formatDecimals(right, 3)} (and at ${formatDecimals(restWithBatchOf64, 1)} with batches of 64). Neither beta nor such an m is defined there: other texts write beta m for what is a v here, so theta + a v is meant.`,
  ...code.undefinedPoint,
  next: 'Look the rule up in another text: which letters stand for velocity and momentum there?',
});

/** The look-ahead: what it does, whether it helps, and a slip. */
export const nesterovItems = [lookAhead, sidewaysSwing, undefinedPoint];
