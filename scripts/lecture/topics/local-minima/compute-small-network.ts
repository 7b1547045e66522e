import {randomStream} from '../../../../lib/base/random.ts';
import {norm} from '../../frame/vectors.ts';

/** Points with a number to predict for each. */
export interface Sample {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
}

export type Unit = 'tanh' | 'relu';

/** Where a descent came to. */
export interface End {
  readonly weights: number[];
  readonly loss: number;
  readonly gradientNorm: number;
}

/** Weights of a unit: one for each input, a bias, and the one that leads out of it. */
const perUnit = (inputs: number): number => inputs + 2;

/**
 * The mean squared error of a network of one hidden layer, and its gradient.
 *
 * E = 1/n sum_i (c + sum_u v_u f(w_u x_i + b_u) - y_i)^2; weights are w_u, b_u, v_u unit by unit, and c at the end
 */
export function errorOf(weights: readonly number[], {x, y}: Sample, unit: Unit): {loss: number; gradient: number[]} {
  const inputs = x[0]!.length;
  const size = perUnit(inputs);
  const units = (weights.length - 1) / size;
  const gradient = weights.map(() => 0);
  let loss = 0;
  const outputs = Array.from({length: units}, () => 0);
  for (const [i, point] of x.entries()) {
    let out = weights.at(-1)!;
    for (let u = 0; u < units; u++) {
      let z = weights[u * size + inputs]!;
      for (let k = 0; k < inputs; k++) z += weights[u * size + k]! * point[k]!;
      outputs[u] = unit === 'tanh' ? Math.tanh(z) : Math.max(0, z);
      out += weights[u * size + inputs + 1]! * outputs[u]!;
    }
    const miss = out - y[i]!;
    loss += miss ** 2 / x.length;
    const delta = (2 * miss) / x.length;
    gradient[weights.length - 1]! += delta;
    for (let u = 0; u < units; u++) {
      const at = u * size;
      const h = outputs[u]!;
      gradient[at + inputs + 1]! += delta * h;
      const back = delta * weights[at + inputs + 1]! * (unit === 'tanh' ? 1 - h * h : Number(h > 0));
      for (let k = 0; k < inputs; k++) gradient[at + k]! += back * point[k]!;
      gradient[at + inputs]! += back;
    }
  }
  return {loss, gradient};
}

/** Weights of a network drawn from the standard normal distribution. */
export function drawWeights(inputs: number, units: number, seed: number): number[] {
  const random = randomStream(seed, 'small network', units);
  return Array.from({length: units * perUnit(inputs) + 1}, () => random.normal());
}

/** Descends with momentum, v <- .9 v - rate g. */
export function descendError(
  start: readonly number[],
  sample: Sample,
  unit: Unit,
  {rate, iterations}: {rate: number; iterations: number},
): End {
  const weights = [...start];
  const velocity = weights.map(() => 0);
  for (let t = 0; t < iterations; t++) {
    const {gradient} = errorOf(weights, sample, unit);
    for (let k = 0; k < weights.length; k++) {
      velocity[k] = 0.9 * velocity[k]! - rate * gradient[k]!;
      weights[k]! += velocity[k]!;
    }
  }
  const {loss, gradient} = errorOf(weights, sample, unit);
  return {weights, loss, gradientNorm: norm(gradient)};
}

/** The exclusive or: four points, -1 and 1. */
export const exclusiveOr: Sample = {
  x: [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ],
  y: [-1, 1, 1, -1],
};
