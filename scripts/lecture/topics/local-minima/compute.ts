import {Matrix, solve} from 'ml-matrix';
import {randomStream} from '../../../../lib/base/random.ts';
import {dot, norm, plus} from '../../frame/vectors.ts';
import type {Sample} from './compute-small-network.ts';

/** A slope with two minima of different heights: f(w) = w^4/4 - w^2/2 + tilt w. */
export interface Wells {
  readonly tilt: number;
}

export const wellHeight = (w: number, {tilt}: Wells): number => w ** 4 / 4 - w ** 2 / 2 + tilt * w;

const wellSlope = (w: number, {tilt}: Wells): number => w ** 3 - w + tilt;

/** Where descent from w comes to: -1 or 1 for the left or the right minimum, 0 where it comes to neither. */
export function wellFrom(start: number, rate: number, wells: Wells, iterations = 400): -1 | 0 | 1 {
  let w = start;
  for (let t = 0; t < iterations; t++) w -= rate * wellSlope(w, wells);
  if (!(Math.abs(wellSlope(w, wells)) < 1e-6)) return 0;
  return w < 0 ? -1 : 1;
}

/** Himmelblau's function, f = (x^2 + y - 11)^2 + (x + y^2 - 7)^2: four minima of height 0. */
export const himmelblau = (x: number, y: number): number => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2;

const himmelblauMinima = [
  [3, 2],
  [-2.805118, 3.131312],
  [-3.77931, -3.283186],
  [3.584428, -1.848126],
] as const;

/** The number of the minimum that descent comes to, 1 to 4; 0 where it comes to none. */
export function basinFrom(start: readonly [number, number], rate: number, iterations = 300): number {
  let [x, y] = start;
  for (let t = 0; t < iterations; t++) {
    const [a, b] = [x * x + y - 11, x + y * y - 7];
    [x, y] = [x - rate * (4 * x * a + 2 * b), y - rate * (2 * a + 4 * y * b)];
  }
  return himmelblauMinima.findIndex(([mx, my]) => Math.hypot(x - mx, y - my) < 1e-3) + 1;
}

/** Points on a bent line with noise: one number to predict from one. */
export function bentSample(count: number, seed: number): Sample {
  const random = randomStream(seed, 'bent sample');
  const x = Array.from({length: count}, (_, i) => [-2 + (4 * i) / (count - 1)]);
  return {x, y: x.map(([value]) => Math.sin(2 * value!) + 0.5 * value! + 0.1 * random.normal())};
}

/** Descends the mean squared error of a line, w x + b, by its gradient; gives (w, b). */
export function descendLine(
  start: readonly [number, number],
  {x, y}: Sample,
  {rate, iterations}: {rate: number; iterations: number},
): [number, number] {
  let [w, b] = start;
  for (let t = 0; t < iterations; t++) {
    const misses = x.map(([value], i) => w * value! + b - y[i]!);
    const byW =
      (2 *
        dot(
          misses,
          x.map(([value]) => value!),
        )) /
      x.length;
    const byB = (2 * misses.reduce((sum, miss) => sum + miss, 0)) / x.length;
    [w, b] = [w - rate * byW, b - rate * byB];
  }
  return [w, b];
}

/** The least squares line, by the normal equations. */
export function leastSquares({x, y}: Sample): [number, number] {
  const design = new Matrix(x.map(([value]) => [value!, 1]));
  const solution = solve(design, Matrix.columnVector([...y]), true);
  return [solution.get(0, 0), solution.get(1, 0)];
}

/** The greatest distance between two of several points. */
export const greatestDistance = (points: readonly (readonly number[])[]): number =>
  Math.max(...points.flatMap((a, i) => points.slice(i + 1).map((b) => norm(plus(a, b, -1)))), 0);

/** All orders of 0, ..., count - 1. */
export function allOrders(count: number): number[][] {
  if (count === 0) return [[]];
  return allOrders(count - 1).flatMap((order) =>
    Array.from({length: count}, (_, place) => [...order.slice(0, place), count - 1, ...order.slice(place)]),
  );
}

/** n! */
export const factorial = (n: number): number => Array.from({length: n}, (_, i) => i + 1).reduce((a, b) => a * b, 1);

/** log10 n!, where n! itself is no number of float64 any more. */
export const logFactorial = (n: number): number =>
  Array.from({length: n}, (_, i) => Math.log10(i + 1)).reduce((a, b) => a + b, 0);
