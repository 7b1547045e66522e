import type * as tf from '@tensorflow/tfjs';
import type {Examples} from '../../../../lib/training/index.ts';
import {trainSmall} from '../../frame/small-digits.ts';
import type {Vector} from '../../frame/vectors.ts';

/** Rates rate / sqrt(G) that Adagrad has after each gradient, G <- G + g^2 from `initial` on. */
export function adagradRates(gradients: Vector, rate: number, initial = 0): number[] {
  let sum = initial;
  return gradients.map((g) => rate / Math.sqrt((sum += g * g)));
}

/** Squared gradients, added up (`sum`) or averaged: rho r + (1 - rho) g^2 (`decayed`), or the mean of the last ones (`window`). */
export function accumulate(
  kind: 'sum' | 'decayed' | 'window',
  gradients: Vector,
  {rho = 0.9, size = 10} = {},
): number[] {
  let value = 0;
  return gradients.map((g, k) => {
    if (kind === 'sum') value += g * g;
    else if (kind === 'decayed') value = rho * value + (1 - rho) * g * g;
    else {
      // The gradients before the first are 0, as those of the decayed average are.
      value = gradients.slice(Math.max(0, k + 1 - size), k + 1).reduce((sum, each) => sum + each * each, 0) / size;
    }
    return value;
  });
}

/** Updates until a decayed average of squares has 1 - 1/e of a new level: the length of its memory, measured. */
export function memory(rho: number): number {
  let value = 0;
  let t = 0;
  // Between two updates the level is taken on a straight line.
  for (;;) {
    const next = rho * value + (1 - rho);
    if (next >= 1 - 1 / Math.E) return t + (1 - 1 / Math.E - value) / (next - value);
    value = next;
    t++;
  }
}

/** Slopes of two landscapes with a flat region; the minimum lies at `end`. */
export const landscapes = {
  wall: {slope: (x: number): number => (x < 1 ? -10 : x < 4 ? -0.05 : x - 5), end: 5},
  plateau: {slope: (x: number): number => (x < 9 ? -0.05 : x - 10), end: 10},
} as const;

/** Updates until a rule is within a tenth of the end of a landscape, from 0; one more than `most` where it is not. */
export function updatesToEnd(
  rule: 'sgd' | 'adagrad' | 'rmsprop',
  {slope, end}: {slope: (x: number) => number; end: number},
  {rate = 0.1, most = 100_000} = {},
): {updates: number; times: number[]; way: number[]} {
  let [x, squares] = [0, 0];
  const times: number[] = [];
  const way: number[] = [];
  for (let t = 1; t <= most; t++) {
    const g = slope(x);
    squares = rule === 'adagrad' ? squares + g * g : 0.9 * squares + 0.1 * g * g;
    x -= (rate * g) / (rule === 'sgd' ? 1 : Math.sqrt(squares) + 1e-7);
    // Evenly spaced on a logarithmic axis, so that a picture has few points.
    const isThere = Math.abs(x - end) < 0.1;
    if (isThere || t < 20 || t % 10 ** Math.floor(Math.log10(t) - 0.5) === 0) {
      times.push(t);
      way.push(x);
    }
    if (isThere) return {updates: t, times, way};
  }
  return {updates: most + 1, times, way};
}

/** What became of the squared gradients of every weight of a network on digits. */
export interface Watched {
  /** Whether the sum of any weight ever fell. */
  readonly hasFallen: boolean;
  /** Mean rate of Adagrad after each update, over the weights with a gradient from the first on, as a share of its first. */
  readonly meanRates: number[];
  /** The greatest ratio of the decayed average to the greatest square so far; at most 1. */
  readonly greatestRatio: number;
  /** How many of the weights had their average fall in the last update. */
  readonly shareFalling: number;
}

/** Trains and keeps sum, decayed average and greatest of the squared gradients of each weight. */
export function watchSquares(
  digits: Examples,
  {optimizer, updates, seed, rho}: {optimizer: tf.Optimizer; updates: number; seed: number; rho: number},
): Watched {
  let sums: number[] = [];
  let averages: number[] = [];
  let greatest: number[] = [];
  let start: number[] = [];
  let hasFallen = false;
  let greatestRatio = 0;
  let shareFalling = 0;
  const meanRates: number[] = [];
  trainSmall(digits, {
    optimizer,
    updates,
    seed,
    onUpdate(_, variables, gradients) {
      const squares = variables.flatMap(({name}) => Array.from(gradients[name]!.dataSync(), (g) => g * g));
      const sumsBefore = sums;
      const averagesBefore = averages;
      sums = squares.map((square, i) => (sums[i] ?? 0) + square);
      averages = squares.map((square, i) => rho * (averages[i] ?? 0) + (1 - rho) * square);
      greatest = squares.map((square, i) => Math.max(greatest[i] ?? 0, square));
      if (start.length === 0) start = squares;
      hasFallen ||= sumsBefore.some((sum, i) => sums[i]! < sum);
      for (const [i, average] of averages.entries()) {
        if (greatest[i]! > 0) greatestRatio = Math.max(greatestRatio, average / greatest[i]!);
      }
      shareFalling = averagesBefore.filter((average, i) => averages[i]! < average).length / averages.length;
      const moved = sums.flatMap((sum, i) => (start[i]! > 0 ? [Math.sqrt(start[i]! / sum)] : []));
      meanRates.push(moved.reduce((total, rate) => total + rate, 0) / moved.length);
    },
  });
  return {hasFallen, meanRates, greatestRatio, shareFalling};
}
