import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import type {Variables} from './variables.ts';

/**
 * A function of nothing or of a batch as it is; where there are no batches, one that asks for arguments gets the variables, or the
 * model that they are the weights of: `hvp((w) => tf.sum(tf.pow(w, 3)), [w], [v])`.
 *
 * @throws TypeError for what is no function
 */
export function givenVariables<Batch>(
  owner: string,
  functions: Readonly<Record<string, (batch: Batch) => tf.Tensor>>,
  {variables, xs, batches}: {variables: Variables; xs: readonly tf.Tensor[]; batches?: readonly Batch[] | undefined},
): (batch: Batch) => tf.Tensor {
  const [[name, fn]] = Object.entries(functions) as [[string, unknown]];
  if (typeof fn !== 'function') {
    throw new TypeError(`${owner}: ${name} must be a function that returns a tensor, received ${show(fn)}`);
  }
  const call = fn as (...given: unknown[]) => tf.Tensor;
  // Parameters with a default do not count: such a function asks for nothing.
  if (batches !== undefined || call.length === 0) return call;
  const given: readonly unknown[] = variables instanceof tf.layers.Layer ? [variables] : xs;
  return () => call(...given);
}
