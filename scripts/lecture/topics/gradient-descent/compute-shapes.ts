import {randomStream} from '../../../../lib/base/random.ts';
import {range} from '../../frame/vectors.ts';
import type {Slope} from './compute.ts';

/** A function of one number on an interval. */
export interface Shape {
  readonly name: string;
  readonly f: Slope;
  readonly from: number;
  readonly to: number;
}

const shape = (name: string, f: Slope, from = -2, to = 2): Shape => ({name, f, from, to});

/** Convex, concave, and neither, in this order. */
export const shapes: readonly Shape[] = [
  shape('x²', (x) => x * x),
  shape('|x|', Math.abs),
  shape('exp x', Math.exp),
  shape('max(|x| - 1, 0)', (x) => Math.max(Math.abs(x) - 1, 0)),
  shape('-x²', (x) => -x * x),
  shape('log x', Math.log, 0.1, 4),
  shape('x³', (x) => x ** 3),
  shape('sin 2x', (x) => Math.sin(2 * x)),
  shape('x⁴ - x²', (x) => x ** 4 - x ** 2),
];

const rounding = 1e-12;

/** The share of random chords of which no point is below the function, and the share of which none is above it. */
export function chords({f, from, to}: Shape, count: number, seed: number): {above: number; below: number} {
  const random = randomStream(seed, 'chords');
  let [above, below] = [0, 0];
  for (let i = 0; i < count; i++) {
    const [a, b] = [from + (to - from) * random.uniform(), from + (to - from) * random.uniform()];
    const gaps = range(0, 1, 21).map((t) => (1 - t) * f(a) + t * f(b) - f((1 - t) * a + t * b));
    if (gaps.every((gap) => gap >= -rounding)) above++;
    if (gaps.every((gap) => gap <= rounding)) below++;
  }
  return {above: above / count, below: below / count};
}

/** 1 where no second difference on the interval is negative, -1 where none is positive, 0 else. */
export function bending({f, from, to}: Shape): number {
  const values = range(from, to, 401).map(f);
  const seconds = values.slice(2).map((value, i) => value - 2 * values[i + 1]! + values[i]!);
  if (seconds.every((second) => second >= -rounding)) return 1;
  return seconds.every((second) => second <= rounding) ? -1 : 0;
}

/** Functions that the notes' sentence about optima is tried on; the first three have none. */
export const withAndWithoutOptima: readonly Shape[] = [
  shape('x', (x) => x, -10, 10),
  shape('exp x', Math.exp, -10, 10),
  shape('x³', (x) => x ** 3, -10, 10),
  shape('x²', (x) => x * x, -10, 10),
  shape('-|x|', (x) => -Math.abs(x), -10, 10),
  shape('sin x', Math.sin, -10, 10),
];

/** Functions that are not convex, with their minima: two, one, one, and none. */
export const notConvex: readonly Shape[] = [
  shape('x⁴ - x²', (x) => x ** 4 - x ** 2),
  shape('1 - exp(-x²)', (x) => 1 - Math.exp(-x * x)),
  shape('√|x|', (x) => Math.sqrt(Math.abs(x))),
  shape('x³', (x) => x ** 3),
];

/** How many points of a fine grid are lower, and how many higher, than both of their neighbours. */
export function optima({f, from, to}: Shape): {minima: number; maxima: number} {
  const values = range(from, to, 4001).map(f);
  const inner = values.slice(1, -1);
  return {
    minima: inner.filter((value, i) => value < values[i]! && value < values[i + 2]!).length,
    maxima: inner.filter((value, i) => value > values[i]! && value > values[i + 2]!).length,
  };
}

/** The line of a shape. */
export const drawn = ({name, f, from, to}: Shape): {label: string; x: number[]; y: number[]} => {
  const x = range(from, to, 81);
  return {label: name, x, y: x.map(f)};
};
