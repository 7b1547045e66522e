import type * as tf from '@tensorflow/tfjs';
import type {CustomFunction, Engine} from '../../base/engine.ts';
import {addNode, unrecorded} from './tape.ts';

/**
 * Runs a function with a gradient of its own, as tf.customGrad makes it, so that the gradient can itself be differentiated.
 *
 * TensorFlow.js does not record what happens inside, so that an intermediate value that is saved for the gradient counts as a
 * constant. Here the inside is recorded: it leads to what was saved, and the function's own node leads to its value.
 */
export function customGradient(own: Engine, {forwardFunc, backwardsFunc, inputs}: CustomFunction): tf.Tensor {
  const name = own.state.activeScope?.name ?? 'customGrad';
  const saved: tf.Tensor[] = [];
  let asked: tf.Tensor[] = [];
  const save = (tensors: tf.Tensor[]): void => void (asked = tensors);
  return own.tidy(name, () => {
    const value = forwardFunc(null, save);
    const y = unrecorded(own, () => value.clone());
    addNode(own, name, inputs, [y], (dy) => backwardsFunc(dy as tf.Tensor, saved), saved, {});
    for (const tensor of asked) saved.push(own.keep(own.clone(tensor === value ? y : tensor)));
    return y;
  });
}
