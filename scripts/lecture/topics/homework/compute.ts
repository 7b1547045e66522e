import {Matrix, solve} from 'ml-matrix';
import {randomStream} from '../../../../lib/base/random.ts';

/** A function of a list of numbers. */
export type Height = (point: readonly number[]) => number;

/** How many of several random chords of a function lie below it at their middle, and by how much at most. */
export interface Chords {
  readonly tried: number;
  readonly violated: number;
  readonly greatest: number;
}

/**
 * Tries the middle of random chords: f((p + q) / 2) <= (f(p) + f(q)) / 2 for all p and q where f is convex.
 *
 * @param size of the ends, whose numbers are drawn from a normal distribution of deviation 2
 */
export function tryChords(f: Height, size: number, tried: number, seed: number): Chords {
  const random = randomStream(seed, 'chords', size);
  const draw = (): number[] => Array.from({length: size}, () => 2 * random.normal());
  const above = Array.from({length: tried}, () => {
    const [p, q] = [draw(), draw()];
    return f(p.map((value, i) => (value + q[i]!) / 2)) - (f(p) + f(q)) / 2;
  });
  // Rounding makes the middle of a straight chord a little too high.
  return {tried, violated: above.filter((value) => value > 1e-9).length, greatest: Math.max(0, ...above)};
}

/** Four points and what is to be predicted of them: sin 2x. */
const points = [-1.5, -0.5, 0.5, 1.5];
const targets = points.map((x) => Math.sin(2 * x));

const meanSquare = (outputs: readonly number[]): number =>
  outputs.reduce((sum, out, i) => sum + (out - targets[i]!) ** 2, 0) / outputs.length;

/** The mean squared error as a function of the four outputs. */
export const errorOfOutputs: Height = meanSquare;

/** The mean squared error of a line, as a function of (w, b). */
export const errorOfLine: Height = ([w, b]) => meanSquare(points.map((x) => w! * x + b!));

/** The mean squared error of v1 tanh(w1 x) + v2 tanh(w2 x), as a function of (w1, v1, w2, v2). */
export const errorOfNetwork: Height = ([w1, v1, w2, v2]) =>
  meanSquare(points.map((x) => v1! * Math.tanh(w1! * x) + v2! * Math.tanh(w2! * x)));

/** The error of the least deep linear network, b a x = x: f = (1 - ab)^2. */
export const errorOfProduct: Height = ([a, b]) => (1 - a! * b!) ** 2;

/** A linear problem: inputs and outputs as columns. */
export interface LinearProblem {
  readonly x: Matrix;
  readonly y: Matrix;
}

const randomMatrix = (rows: number, columns: number, seed: number, purpose: string): Matrix => {
  const random = randomStream(seed, purpose);
  return new Matrix(Array.from({length: rows}, () => Array.from({length: columns}, () => random.normal())));
};

/** Three inputs, two outputs with noise, thirty points. */
export function linearProblem(seed: number): LinearProblem {
  const x = randomMatrix(3, 30, seed, 'linear inputs');
  const y = randomMatrix(2, 3, seed, 'linear map')
    .mmul(x)
    .add(randomMatrix(2, 30, seed, 'linear noise').mul(0.3));
  return {x, y};
}

const squares = (matrix: Matrix): number => matrix.to1DArray().reduce((sum, value) => sum + value * value, 0);

/** The least error that a linear map can have, 1/n |W x - y|^2. */
export function leastError({x, y}: LinearProblem): number {
  const w = solve(x.mmul(x.transpose()), x.mmul(y.transpose())).transpose();
  return squares(w.mmul(x).sub(y)) / x.columns;
}

/**
 * Descends E = 1/n |W_3 W_2 W_1 x - y|^2, a deep linear network of widths 3, 3, 3, 2.
 *
 * dE/dW_l = (W_L ... W_(l+1))' 2/n (W x - y) x' (W_(l-1) ... W_1)'
 *
 * @param seed of the start, whose weights have the deviation `scale`; null for a start at 0
 * @returns the error after every `every`-th update
 */
export function descendDeepLinear(
  {x, y}: LinearProblem,
  seed: number | null,
  {rate, iterations, every, scale}: {rate: number; iterations: number; every: number; scale: number},
): number[] {
  const widths = [3, 3, 3, 2];
  const layers = widths
    .slice(1)
    .map((rows, l) =>
      seed === null ? Matrix.zeros(rows, widths[l]!) : randomMatrix(rows, widths[l]!, seed, `layer ${l}`).mul(scale),
    );
  const product = (factors: readonly Matrix[], size: number): Matrix =>
    factors.reduce((all, factor) => factor.mmul(all), Matrix.eye(size));
  const errors: number[] = [];
  for (let t = 0; t <= iterations; t++) {
    const misses = product(layers, 3).mmul(x).sub(y);
    if (t % every === 0) errors.push(squares(misses) / x.columns);
    const slope = misses.mmul(x.transpose()).mul(2 / x.columns);
    const steps = layers.map((_, l) =>
      product(layers.slice(l + 1), widths[l + 1]!)
        .transpose()
        .mmul(slope)
        .mmul(product(layers.slice(0, l), 3).transpose()),
    );
    for (const [l, step] of steps.entries()) layers[l]!.sub(step.mul(rate));
  }
  return errors;
}

/** Mean, deviation and ends of numbers. */
export function summary(values: readonly number[]): {mean: number; deviation: number; least: number; greatest: number} {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squared = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    deviation: values.length > 1 ? Math.sqrt(squared / (values.length - 1)) : 0,
    least: Math.min(...values),
    greatest: Math.max(...values),
  };
}
