import * as tf from '@tensorflow/tfjs';
import {checkNumbers, mustBe, show} from '../../lib/base/arguments.ts';
import type {NamedWeight} from './slots.ts';

function describe(weight: NamedWeight | undefined): string {
  return weight === undefined ? 'no weights' : `"${weight.name}" of shape [${weight.tensor.shape.join()}]`;
}

/** The greatest number of updates that TensorFlow.js counts, which saves it as int32. */
const mostUpdates = 2 ** 31 - 1;

/**
 * Checks what an optimizer is to restore, and parts the number of updates from the slots.
 *
 * @param owner the first word of messages
 * @param weights what `getWeights` returned: the scalar `iter`, then the slots
 * @throws TypeError for what is no list of named tensors, RangeError where it does not begin with the scalar "iter"
 * @example
 * checkSaved('Adam', await optimizer.getWeights()).counter.dataSync()[0];
 */
export function checkSaved(
  owner: string,
  weights: readonly NamedWeight[],
): {counter: tf.Tensor; slots: readonly NamedWeight[]} {
  if (!Array.isArray(weights)) throw new TypeError(mustBe(`${owner}: setWeights`, 'weights', 'an array', weights));
  for (const [index, weight] of weights.entries()) {
    const {name, tensor} = (weight ?? {}) as Partial<NamedWeight>;
    if (typeof name === 'string' && tensor instanceof tf.Tensor) continue;
    throw new TypeError(
      `${owner}: setWeights: weights[${index}] must be {name, tensor}, received ${show(weight)}; pass what getWeights returned`,
    );
  }
  const [counter, ...slots] = weights;
  if (counter === undefined || counter.name !== 'iter' || counter.tensor.size !== 1) {
    throw new RangeError(
      `${owner}: setWeights: the first weight must be the scalar "iter", received ${describe(counter)}; pass what getWeights returned`,
    );
  }
  return {counter: counter.tensor, slots};
}

/**
 * Checks a number of updates that was saved.
 *
 * @throws RangeError for what is no such number
 */
export function checkCount(owner: string, iter: unknown): number {
  checkNumbers(`${owner}: setWeights`, {iter}, {from: 0, to: mostUpdates, whole: true});
  return iter as number;
}
