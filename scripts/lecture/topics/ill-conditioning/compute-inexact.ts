import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {softmaxCrossEntropy} from '../../../../lib/models/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {range} from '../../frame/vectors.ts';

/** How numbers are rounded after each operation: to float32, or not at all beyond float64. */
export type Rounding = (value: number) => number;

const hypot = (values: readonly number[]): number => Math.hypot(...values);

/** |g| of each step of w <- w - rate 2w on f = w^2 from 3. */
export function parabola(rate: number, steps: number, round: Rounding): number[] {
  let w = 3;
  return Array.from({length: steps}, () => {
    const g = round(2 * w);
    w = round(w - round(round(rate) * g));
    return Math.abs(g);
  });
}

/** |g| of each step of descent on a regression with three weights and 40 examples, every operation rounded. */
export function regression(seed: number, steps: number, round: Rounding): number[] {
  const random = randomStream(seed, 'floor');
  const rows = Array.from({length: 40}, () => [1, random.normal(), random.normal()].map(round));
  const targets = rows.map(([, a, b]) => round(1 + 2 * a! - b! + random.normal()));
  let w = [0, 0, 0];
  return Array.from({length: steps}, () => {
    const sums = [0, 0, 0];
    for (const [i, row] of rows.entries()) {
      const output = row.reduce((sum, value, j) => round(sum + round(value * w[j]!)), 0);
      const error = round(output - targets[i]!);
      for (let j = 0; j < 3; j++) sums[j] = round(sums[j]! + round(error * row[j]!));
    }
    const g = sums.map((sum) => round(sum / 40));
    w = w.map((value, j) => round(value - round(0.5 * g[j]!)));
    return hypot(g);
  });
}

/** Errors of forward and central differences of sin at 1, relative to cos 1, with every number rounded, by width of the difference. */
export function differenceErrors(
  exponents: readonly number[],
  round: Rounding,
): {forward: number[]; central: number[]} {
  const f = (x: number): number => round(Math.sin(x));
  const error = (slope: number): number => Math.abs(slope / Math.cos(round(1)) - 1);
  const steps = exponents.map((exponent) => round(10 ** exponent));
  return {
    forward: steps.map((h) => error(round(round(f(round(1 + h)) - f(1)) / h))),
    central: steps.map((h) => error(round(round(f(round(1 + h)) - f(round(1 - h))) / round(2 * h)))),
  };
}

/** The slope of a straight line through points on double logarithmic paper. */
export function slopeOf(x: readonly number[], y: readonly number[]): number {
  const [u, v] = [x.map(Math.log), y.map(Math.log)];
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mu, mv] = [mean(u), mean(v)];
  return (
    u.reduce((sum, value, i) => sum + (value - mu) * (v[i]! - mv), 0) / u.reduce((sum, a) => sum + (a - mu) ** 2, 0)
  );
}

/**
 * How far gradients of batches are off, relative to the gradient of all examples.
 *
 * sqrt(mean |g_B - g|^2) / |g|, B drawn with replacement
 */
export function batchErrors(
  model: tf.LayersModel,
  {x, y}: Examples,
  {sizes, draws: most, seed}: {sizes: readonly number[]; draws: number; seed: number},
): number[] {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const gradient = (examples: Examples): tf.Tensor[] => {
    const loss = (): tf.Scalar =>
      softmaxCrossEntropy(examples.y, model.apply(examples.x, {training: true}) as tf.Tensor);
    const {value, grads} = tf.variableGrads(loss, variables);
    value.dispose();
    return variables.map(({name}) => grads[name]!);
  };
  const squared = (tensors: readonly tf.Tensor[]): number =>
    tensors.reduce((sum, tensor) => sum + tf.tidy(() => tensor.square().sum().dataSync()[0]!), 0);
  return tf.tidy(() => {
    const whole = gradient({x, y});
    const size = squared(whole);
    return sizes.map((m) => {
      const random = randomStream(seed, 'batch error', m);
      // Gradients of single examples differ most, and cost least.
      const draws = Math.ceil(most / Math.sqrt(m));
      const off = Array.from({length: draws}, () =>
        tf.tidy(() => {
          const picked = tf.tensor1d(
            Int32Array.from({length: m}, () => random.integer(x.shape[0])),
            'int32',
          );
          const own = gradient({x: tf.gather(x, picked), y: tf.gather(y, picked)});
          return squared(own.map((tensor, i) => tensor.sub(whole[i]!)));
        }),
      );
      return Math.sqrt(off.reduce((sum, value) => sum + value, 0) / draws / size);
    });
  });
}

/** Exponents of the widths of differences, from 1e-1 to 1e-14. */
export const exponents = range(-14, -1, 27);
