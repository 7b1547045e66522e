import {clipped, sgd} from '../../../../optimizers/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onGrid, range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {cliff, descendCliff} from './compute-cliff.ts';

const starts = [
  [4.8, -2.8],
  [5, -2],
  [5, -1.5],
  [5.5, -2],
] as const;
const [rate, globalNorm] = [0.3, 0.3];

const heights = (points: readonly (readonly [number, number])[]): number[] => points.map(([w, b]) => cliff(w, b).loss);

/** The longest step of a descent. */
const longest = (points: readonly (readonly [number, number])[]): number =>
  Math.max(...points.slice(1).map(([w, b], i) => Math.hypot(w - points[i]![0], b - points[i]![1])));

export const cliffs = item({
  id: 'L13.4',
  name: 'cliffs',
  title: 'Cliffs, with clipping and without',
  statement:
    'Vanishing or exploding gradients can cause cliffs in the error surface, and clipping is a solution to them. What a step does at a cliff, with clipping and without, is measured here.',
  places: '000:689-708, 001:3-7, 003:1517',
  question: 'A step is the rate times the gradient: how far does it go from the face of a cliff?',
  measure() {
    const iterations = 300;
    const plain = starts.map((start) => descendCliff(start, iterations, sgd(rate)));
    const short = starts.map((start) => descendCliff(start, iterations, clipped(sgd(rate), {globalNorm})));
    // A line across the cliff.
    const b = range(-3, -1.5, 301);
    const across = b.map((value) => cliff(5, value));
    return {
      plainX: plain.map((points) => points.map(([w]) => w)),
      plainY: plain.map((points) => points.map(([, value]) => value)),
      clippedX: short.map((points) => points.map(([w]) => w)),
      clippedY: short.map((points) => points.map(([, value]) => value)),
      plainEnds: plain.map((points) => heights(points).at(-1)!),
      clippedEnds: short.map((points) => heights(points).at(-1)!),
      plainLongest: plain.map(longest),
      clippedLongest: short.map(longest),
      b,
      across: across.map(({loss}) => loss),
      slopes: across.map(({gradient}) => Math.hypot(...gradient)),
    };
  },
  rule: 'holds where from every start the clipped descent ends below 0.01 with no step longer than 0.1, and from at least half of them the other one makes a step ten times as long as that and ends above 0.05; with conditions where both are so from some start.',
  verdict({plainEnds, clippedEnds, plainLongest, clippedLongest}) {
    const isThrown = plainEnds.map((end, i) => end > 0.05 && plainLongest[i]! > 1);
    const arrives = clippedEnds.map((end, i) => end < 0.01 && clippedLongest[i]! < 0.1);
    const thrown = isThrown.filter(Boolean).length;
    return onClaim({
      always: arrives.every(Boolean) && thrown >= plainEnds.length / 2,
      sometimes: arrives.some((does, i) => does && isThrown[i]!),
    });
  },
  answer: ({plainEnds, clippedEnds, plainLongest, slopes}) =>
    `The slope across the cliff is between ${formatNumber(Math.min(...slopes), 1)} and ${formatNumber(Math.max(...slopes), 1)}. Without clipping the longest step is ${formatDecimals(Math.max(...plainLongest), 1)} and the ends are ${plainEnds.map((end) => formatDecimals(end, 3)).join(', ')}; with it all are at most ${formatNumber(Math.max(...clippedEnds), 2)}.`,
  figures({plainX, plainY, clippedX, clippedY, b, across}) {
    const [xs, ys] = [range(3.8, 6, 80), range(-3.2, -0.8, 80)];
    const isInside = (w: number, value: number): boolean => w > 3.8 && w < 6 && value > -3.2 && value < -0.8;
    // Where the plain descent leaves the map its way ends at the edge, in the direction of the step.
    const leaves = plainX[1]!.findIndex((w, k) => !isInside(w, plainY[1]![k]!));
    const way = plainX[1]!.slice(0, leaves).map((w, k): [number, number] => [w, plainY[1]![k]!]);
    const [lastW, lastB] = way.at(-1)!;
    const along = (share: number): [number, number] => [
      lastW + share * (plainX[1]![leaves]! - lastW),
      lastB + share * (plainY[1]![leaves]! - lastB),
    ];
    const edge = range(0, 1, 1000).findLast((share) => isInside(...along(share)));
    if (edge !== undefined && leaves > 0) way.push(along(edge));
    return [
      {
        name: 'ways',
        title: 'A recurrent unit, fifty steps long',
        caption:
          'The cliff is where the level lines crowd; in this example the least loss lies at its foot. The way without clipping leaves the map in one step after it has met the cliff, the way with clipping stays near its foot.',
        panels: [
          {
            kind: 'plane',
            title: 'Loss over both weights',
            xTitle: 'w',
            yTitle: 'b',
            x: xs,
            y: ys,
            values: onGrid(xs, ys, (w, value) => cliff(w, value).loss),
            paths: [
              {label: 'not clipped', x: way.map(([w]) => w), y: way.map(([, value]) => value)},
              {label: 'clipped', x: clippedX[1]!.slice(0, 120), y: clippedY[1]!.slice(0, 120)},
            ],
            marks: [{name: 'start', x: 5, y: -2}],
          },
          {
            kind: 'lines',
            title: 'Across the cliff, w = 5',
            xTitle: 'b',
            yTitle: 'Loss',
            series: [{label: 'loss at w = 5', x: b, y: across}],
          },
        ],
      },
    ];
  },
  ...code.cliffs,
  next: 'Unroll the unit for ten steps in place of fifty: is there still a cliff?',
});
