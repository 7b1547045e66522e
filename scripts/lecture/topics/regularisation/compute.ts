import {randomStream} from '../../../../lib/base/random.ts';
import {dot, plus, times, type Matrix, type Vector} from '../../frame/vectors.ts';

/** A quadratic loss (w'Aw) / 2 - b'w, as least squares makes it: A = X'X / n, b = X'y / n. */
export interface LeastSquares {
  readonly matrix: Matrix;
  readonly target: Vector;
}

/** Examples of which only the first few inputs tell anything: y = 2 x1 - 1.5 x2 + x3 - .5 x4 + noise. */
export const truth = (inputs: number): number[] => Array.from({length: inputs}, (_, i) => [2, -1.5, 1, -0.5][i] ?? 0);

/** Draws such examples; inputs i and j are correlated by `likeness` to the power of |i - j|. */
export function drawExamples(seed: number, count: number, inputs: number, noise: number, likeness = 0) {
  const random = randomStream(seed, 'sparse');
  const x = Array.from({length: count}, () => {
    const row: number[] = [];
    for (let i = 0; i < inputs; i++)
      row.push(i === 0 ? random.normal() : likeness * row[i - 1]! + Math.sqrt(1 - likeness ** 2) * random.normal());
    return row;
  });
  return {x, y: x.map((row) => dot(truth(inputs), row) + noise * random.normal())};
}

/** A and b of examples. */
export function leastSquares({x, y}: {x: readonly Vector[]; y: readonly number[]}): LeastSquares {
  const inputs = x[0]!.length;
  const mean = (f: (row: Vector, k: number) => number): number =>
    x.reduce((sum, row, k) => sum + f(row, k), 0) / x.length;
  const indices = Array.from({length: inputs}, (_, i) => i);
  return {
    matrix: indices.map((i) => indices.map((j) => mean((row) => row[i]! * row[j]!))),
    target: indices.map((i) => mean((row, k) => row[i]! * y[k]!)),
  };
}

/** sign(a) max(|a| - strength, 0): the least point of (w - a)^2 / 2 + strength |w|. */
export const softThreshold = (a: number, strength: number): number =>
  Math.sign(a) * Math.max(Math.abs(a) - strength, 0);

/** Which penalty, and how it is descended. */
export type Penalty = 'l1' | 'l1 by its slope' | 'l2';

/**
 * Descends the loss with the penalty strength |w|_1 or strength |w|^2 / 2 from 0.
 *
 * - l1: w <- soft(w - rate g, rate strength), the proximal step
 * - l1 by its slope: w <- w - rate (g + strength sign w)
 * - l2: w <- w - rate (g + strength w)
 */
export function descendPenalised(
  {matrix, target}: LeastSquares,
  penalty: Penalty,
  strength: number,
  updates = 2000,
  rate = 0.1,
): number[] {
  let w: number[] = target.map(() => 0);
  for (let k = 0; k < updates; k++) {
    const g = plus(times(matrix, w), target, -1);
    if (penalty === 'l1') w = plus(w, g, -rate).map((value) => softThreshold(value, rate * strength));
    else w = plus(w, plus(g, penalty === 'l2' ? w : w.map(Math.sign), strength), -rate);
  }
  return w;
}

/** How many numbers are exactly 0. */
export const zeros = (list: readonly number[]): number => list.filter((value) => value === 0).length;

/** The masks of n units, 1 where a unit stays, with the probability of each when a unit is dropped with probability p. */
function allMasks(units: number, p: number): {mask: number[]; probability: number}[] {
  return Array.from({length: 2 ** units}, (_, code) => {
    const mask = Array.from({length: units}, (__, i) => (code >> i) & 1);
    const kept = mask.reduce((sum, bit) => sum + bit, 0);
    return {mask, probability: (1 - p) ** kept * p ** (units - kept)};
  });
}

/** A network of one hidden layer: activations of its units for some inputs, and the weights of its output. */
export interface Units {
  readonly hidden: Vector;
  readonly output: Vector;
}

/** Draws what a hidden layer of so many ReLU units says, and the weights after it. */
export function drawUnits(seed: number, units: number): Units {
  const random = randomStream(seed, 'units');
  return {
    hidden: Array.from({length: units}, () => Math.max(0, random.normal() + 0.5)),
    output: Array.from({length: units}, () => random.normal()),
  };
}

/**
 * The expectation over all masks of f(output'(mask * hidden)), for classic dropout, and of f(output'(mask * hidden) / (1 - p)), for
 * inverted dropout; beside f of the scaled weights, (1 - p) output, and of the weights as they are.
 */
export function expectations({hidden, output}: Units, p: number, f: (value: number) => number = (value) => value) {
  const found = {classic: 0, inverted: 0, scaled: f((1 - p) * dot(output, hidden)), whole: f(dot(output, hidden))};
  for (const {mask, probability} of allMasks(hidden.length, p)) {
    const value = dot(
      output,
      mask.map((bit, i) => bit * hidden[i]!),
    );
    found.classic += probability * f(value);
    found.inverted += probability * f(value / (1 - p));
  }
  return found;
}

/** The variance over all masks of output'(mask * hidden) / (1 - p): the noise that inverted dropout adds. */
export function dropoutVariance({hidden, output}: Units, p: number): number {
  const whole = dot(output, hidden);
  return allMasks(hidden.length, p).reduce(
    (sum, {mask, probability}) =>
      sum +
      probability *
        (dot(
          output,
          mask.map((bit, i) => bit * hidden[i]!),
        ) /
          (1 - p) -
          whole) **
          2,
    0,
  );
}

/** The least point of curvature (w - least)^2 / 2 + strength w^2 / 2: curvature least / (curvature + strength). */
export const shrunk = (curvature: number, least: number, strength: number): number =>
  (curvature * least) / (curvature + strength);
