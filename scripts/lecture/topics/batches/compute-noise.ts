import {randomStream, type RandomStream} from '../../../../lib/base/random.ts';
import type {Vector} from '../../frame/vectors.ts';

/** f(x) = (x^2 - 1)^2 / 4 - tilt x: a shallow minimum near -1, a deep one near 1. */
const tilt = 0.1;
export const well = (x: number): number => (x * x - 1) ** 2 / 4 - tilt * x;
const wellSlope = (x: number): number => x * (x * x - 1) - tilt;

/** Slopes of n examples that add up to 0, with the given standard deviation. */
export const slopes = (count: number, deviation: number): number[] =>
  Array.from({length: count}, (_, i) => ((2 * i - count + 1) / Math.sqrt((count * count - 1) / 3)) * deviation);

const meanOfBatch = (list: readonly number[], batchSize: number, random: RandomStream): number => {
  if (batchSize >= list.length) return 0;
  let sum = 0;
  for (let k = 0; k < batchSize; k++) sum += list[random.integer(list.length)]!;
  return sum / batchSize;
};

/** How noise comes into a descent: n examples whose losses differ by a slope, of which m are drawn for an update. */
export interface NoisyWay {
  readonly rate: number;
  readonly updates: number;
  /** As many as there are: batch gradient descent. */
  readonly batchSize: number;
  /** Standard deviation of the slopes. */
  readonly deviation: number;
  readonly seed: number;
}

/**
 * Descends f_i(x) = f(x) + s_i x in the double well from its shallow minimum; batches are drawn with replacement.
 *
 * @param disagree how much the examples disagree at x, 1 by default: 0 where each of them has the gradient of all
 */
export function wayInWell(
  {rate, updates, batchSize, deviation, seed}: NoisyWay,
  disagree: (x: number) => number = () => 1,
): number[] {
  const random = randomStream(seed, 'well');
  const list = slopes(100, deviation);
  const points = [-0.95];
  for (let k = 0; k < updates; k++) {
    const x = points.at(-1)!;
    points.push(x - rate * (wellSlope(x) + disagree(x) * meanOfBatch(list, batchSize, random)));
  }
  return points;
}

/**
 * Descends (x^2 - y^2) / 2 + y^4 / 4 from (1, 0), on the way that ends at the saddle; the examples differ by a slope along y, or along
 * x, which tells nothing about the way out.
 */
export function wayAtSaddle({rate, updates, batchSize, deviation, seed}: NoisyWay, along: 'x' | 'y'): Vector[] {
  const random = randomStream(seed, 'saddle');
  const list = slopes(100, deviation);
  const points: Vector[] = [[1, 0]];
  for (let k = 0; k < updates; k++) {
    const [x, y] = points.at(-1) as [number, number];
    const noise = meanOfBatch(list, batchSize, random);
    points.push([x - rate * (x + (along === 'x' ? noise : 0)), y - rate * (y ** 3 - y + (along === 'y' ? noise : 0))]);
  }
  return points;
}

/** x <- x - rate (x + noise) with standard normal noise; the variance comes to rate / (2 - rate). */
export function noisyParabola(rate: (update: number) => number, updates: number, seed: number): number[] {
  const random = randomStream(seed, 'parabola');
  const points = [3];
  for (let k = 0; k < updates; k++) {
    const x = points.at(-1)!;
    points.push(x - rate(k) * (x + random.normal()));
  }
  return points;
}

/** The mean square of some numbers. */
export const meanSquare = (list: readonly number[]): number => list.reduce((sum, x) => sum + x * x, 0) / list.length;

/** What follows a target that goes round, with m new examples each time. */
export interface Tracking {
  /** Distance to the target after each arrival. */
  readonly newest: readonly number[];
  readonly all: readonly number[];
  readonly decayed: readonly number[];
  /** Gradients of examples in all. */
  readonly newestCost: number;
  readonly allCost: number;
}

/**
 * Follows w*(t) = (cos, sin)(speed t), y = w*'x + noise: one update at each arrival, with the new examples, with all so far, or with the
 * new ones at a rate that falls as 1 / (1 + t / 10).
 */
export function track(arrivals: number, size: number, speed: number, rate: number, seed: number): Tracking {
  const random = randomStream(seed, 'target');
  const found = {newest: [] as number[], all: [] as number[], decayed: [] as number[], newestCost: 0, allCost: 0};
  const ways = {newest: [1, 0], all: [1, 0], decayed: [1, 0]};
  // X'X and X'y over all examples so far.
  const sums = {xx: 0, xy: 0, yy: 0, xt: 0, yt: 0, count: 0};
  const step = (w: number[], s: typeof sums, by: number): number[] => [
    w[0]! - (by * (s.xx * w[0]! + s.xy * w[1]! - s.xt)) / s.count,
    w[1]! - (by * (s.xy * w[0]! + s.yy * w[1]! - s.yt)) / s.count,
  ];
  for (let t = 0; t < arrivals; t++) {
    const target = [Math.cos(speed * t), Math.sin(speed * t)] as const;
    const fresh = {xx: 0, xy: 0, yy: 0, xt: 0, yt: 0, count: size};
    for (let k = 0; k < size; k++) {
      const [u, v] = [random.normal(), random.normal()];
      const y = target[0] * u + target[1] * v + 0.3 * random.normal();
      fresh.xx += u * u;
      fresh.xy += u * v;
      fresh.yy += v * v;
      fresh.xt += u * y;
      fresh.yt += v * y;
    }
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += fresh[key];
    ways.newest = step(ways.newest, fresh, rate);
    ways.decayed = step(ways.decayed, fresh, rate / (1 + t / 10));
    ways.all = step(ways.all, sums, rate);
    found.newestCost += size;
    found.allCost += sums.count;
    for (const key of ['newest', 'all', 'decayed'] as const)
      found[key].push(Math.hypot(ways[key][0]! - target[0], ways[key][1]! - target[1]));
  }
  return found;
}
