import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code-shapes.ts';
import {bowl, fallsAlways, walkInBowl} from './compute.ts';
import {curvatures} from './items-direction.ts';

const rates = [0.02, 0.25, 0.45, 0.52];
const names = ['too small, 0.02', 'good, 0.25', 'oscillating, 0.45', 'divergent, 0.52'];
const start = [8, 1];
const steps = 40;

export const regimes = item({
  id: 'L3.6',
  name: 'regimes',
  title: 'Too small, good, oscillating, divergent',
  statement: 'A rate that is too small takes long to converge, and one that is too large makes the gradients explode.',
  places: '000:255-278, 003:721-725',
  question: 'On 0.1 x₁² + 2 x₂²: will the rate 0.45 converge, will 0.52, will 0.6?',
  measure() {
    const ways = rates.map((rate) => walkInBowl(curvatures, start, rate, steps));
    const after = (rate: number): number => bowl(curvatures, walkInBowl(curvatures, start, rate, steps).at(-1)!);
    const tried = range(0.01, 0.49, 97);
    return {
      rates,
      x1: ways.map((way) => way.map(([x]) => x!)),
      x2: ways.map((way) => way.map(([, y]) => y!)),
      heights: ways.map((way) => way.map((x) => bowl(curvatures, x))),
      // How often x2 changes its sign.
      crossings: ways.map((way) => way.slice(1).filter(([, y], k) => y! * way[k]![1]! < 0).length),
      bestRate: tried.reduce((best, rate) => (after(rate) < after(best) ? rate : best)),
    };
  },
  rule: 'holds where after 40 steps 0.02 has left over ten times as much as 0.25, 0.45 has crossed the valley in every step and is lower than at the start, and 0.52 is higher than at the start; with conditions where the last of these is so.',
  verdict({heights, crossings}) {
    const ends = heights.map((each) => each.at(-1)!);
    const explodes = ends[3]! > heights[3]![0]!;
    const isSlow = ends[0]! > 10 * ends[1]!;
    const oscillates = crossings[2] === steps && ends[2]! < heights[2]![0]!;
    return onClaim({always: isSlow && oscillates && explodes, sometimes: explodes});
  },
  answer: ({heights, bestRate}) =>
    `From a height of ${heights[0]![0]!} the four rates come to ${heights.map((each) => formatNumber(each.at(-1)!, 2)).join(', ')} in ${steps} steps, and 0.6 diverges faster still. To oscillate is not bad: the best rate for ${steps} steps is ${formatDecimals(bestRate, 3)}, near to 2 / (0.2 + 4) = 0.476, where both coordinates shrink by the same factor.`,
  figures({x1, x2, heights}) {
    const [xs, ys] = [range(-1, 8.5, 60), range(-1.6, 1.6, 50)];
    const shown = [0, 1, 2];
    return [
      {
        name: 'regimes',
        title: 'Four rates in the same valley',
        caption:
          'The height falls slowly, well, in spite of the zigzag, or not at all; the third rate goes from wall to wall and is the fastest here.',
        panels: [
          {
            kind: 'lines',
            title: 'Height',
            xTitle: 'Step',
            yTitle: 'f (log scale)',
            yLog: true,
            series: heights.map((y, i) => ({label: names[i]!, x: y.map((_, k) => k), y})),
          },
          {
            kind: 'plane',
            title: 'Ways of the three that converge',
            xTitle: 'x₁',
            yTitle: 'x₂',
            x: xs,
            y: ys,
            values: onGrid(xs, ys, (a, b) => bowl(curvatures, [a, b])),
            paths: shown.map((i) => ({label: names[i]!, x: x1[i]!, y: x2[i]!})),
            marks: [{name: 'minimum', x: 0, y: 0}],
          },
        ],
      },
    ];
  },
  ...code.regimes,
  next: 'Start at (8, 0): why does 0.52 converge there?',
});

/** Curvatures of bowls, with points to start from. */
const bowls = [
  {
    curvatures,
    starts: [
      [8, 1],
      [1, -3],
      [0.1, 2],
    ],
  },
  {curvatures: [1, 1, 1], starts: [[1, 2, 3]]},
  {
    curvatures: [0.01, 1, 10, 100],
    starts: [
      [1, 1, 1, 1],
      [50, 5, -2, 0.3],
    ],
  },
];
const multiples = [0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.01, 1.1, 1.3, 1.6, 2];

export const stableRate = item({
  id: 'L3.6',
  name: 'stable-rate',
  title: 'The largest rate at which the loss always falls',
  statement:
    'Without noise the error should be lower after each step. That this is so on a quadratic exactly for rates below 2 over the largest curvature is added here.',
  places: '000:298-300, 003:721-725',
  question: 'f = 0.1 x₁² + 2 x₂² has the curvatures 0.2 and 4: below which rate does every step go down?',
  measure() {
    const tries = bowls.flatMap(({curvatures: own, starts}) => starts.map((from) => ({own, from})));
    return {
      multiples,
      limits: bowls.map(({curvatures: own}) => 2 / Math.max(...own)),
      // Rows: bowls and starts; 1 where the height was lower after each of 2000 steps.
      falls: tries.map(({own, from}) =>
        multiples.map((multiple) => (fallsAlways(own, from, (multiple * 2) / Math.max(...own), 2000) ? 1 : 0)),
      ),
    };
  },
  rule: 'holds where from every start all rates below 2 over the largest curvature fall in each of 2000 steps and all above do not; with conditions where those below do.',
  verdict({falls}) {
    const below = falls.every((row) => row.every((yes, i) => multiples[i]! > 1 || yes === 1));
    const above = falls.every((row) => row.every((yes, i) => multiples[i]! < 1 || yes === 0));
    return onClaim({always: below && above, sometimes: below});
  },
  answer: ({limits, falls}) =>
    `From ${falls.length} starts in ${limits.length} bowls the height is watched at 0.99 of the limit, where it should fall in each step, and at 1.01 of it, where it should not. The limits are ${limits.map((limit) => formatNumber(limit, 2)).join(', ')}: the rate 0.6 diverges in the first.`,
  figures: ({falls}) => [
    {
      name: 'falls',
      title: 'Does the height fall in every step?',
      caption: '1 is yes, 0 is no: the answer changes at the limit, whatever the bowl and the start.',
      panels: [
        {
          kind: 'heat',
          title: 'By rate',
          xTitle: 'Rate times the largest curvature, over 2',
          yTitle: 'Bowl and start',
          x: multiples,
          y: ['long, (8, 1)', 'long, (1, -3)', 'long, (0.1, 2)', 'round', 'four numbers, 1', 'four numbers, 2'],
          values: falls,
          valueTitle: 'falls in every step',
        },
      ],
    },
  ],
  ...code.stableRate,
  next: 'What happens at exactly the limit?',
});
