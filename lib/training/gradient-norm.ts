import * as tf from '@tensorflow/tfjs';
import {sliceExamples} from './objective/evaluate.ts';
import type {Objective} from './objective/objective.ts';
import {valuesOf} from '../base/read.ts';
import type {Examples} from './types.ts';

/** The Euclidean norm of numbers, added up in float64. */
export function euclideanNorm(values: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i]! ** 2;
  return Math.sqrt(squares);
}

/** The gradient of a loss, inside tf.tidy, a tensor for each variable; zeros for a variable that the loss does not depend on. */
export function gradients(loss: () => tf.Scalar, variables: readonly tf.Variable[]): tf.Tensor[] {
  const {grads} = tf.variableGrads(loss, [...variables]);
  return variables.map(({name, shape}) => grads[name] ?? tf.zeros(shape));
}

/**
 * The norm of the gradient of the mean loss over all examples, as evaluation sees the loss, chunk by chunk.
 *
 * |grad E| = |1/n sum_k n_k grad E_k|
 *
 * @returns null where the signal ended it
 */
export async function gradientNorm(
  objective: Objective,
  examples: Examples,
  chunk: number,
  pause: () => Promise<void> | undefined,
  signal?: AbortSignal,
): Promise<number | null> {
  const {variables, measure} = objective;
  const count = examples.x.shape[0];
  const sums = variables.map(({size}) => new Float64Array(size));
  for (let start = 0; start < count; start += chunk) {
    if (signal?.aborted) return null;
    const part = await valuesOf(() => {
      const batch = sliceExamples(examples, start, chunk);
      return gradients(() => measure(batch).loss, variables);
    });
    const weight = Math.min(chunk, count - start) / count;
    for (const [k, sum] of sums.entries()) {
      const gradient = part[k]!;
      for (let i = 0; i < sum.length; i++) sum[i]! += weight * gradient[i]!;
    }
    await pause();
  }
  return euclideanNorm(sums.map(euclideanNorm));
}
