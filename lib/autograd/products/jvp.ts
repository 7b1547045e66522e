import type * as tf from '@tensorflow/tfjs';
import {givenVariables} from '../given/given-variables.ts';
import {forward, outputOf} from './jacobian.ts';
import {checkProductOptions, type FunctionOptions} from './product-options.ts';
import {productScope} from './product-scope.ts';
import {toTensors, toVectors, type Variables} from '../given/variables.ts';

/**
 * The product of the Jacobian of a function with a vector: the directional derivative, by two backward sweeps.
 *
 * J v = d/du (u'J v), J = dz/dw
 *
 * @param fn returns z, a tensor of any shape
 * @param variables w: variables or tensors that z depends on, or a model for its trainable weights
 * @param vectors v, in the shapes of the variables; they stay the caller's
 * @param options see {@link FunctionOptions}
 * @returns J v, in the shape of z; the caller disposes of it
 * @throws Error that names an operation whose gradient is not known
 * @throws TypeError, RangeError for arguments that do not fit
 * @example
 * const w = tf.variable(tf.tensor1d([1, 2]));
 * jvp(() => tf.square(w), [w], [tf.tensor1d([1, 0])]).print(); // 2 w v = [2, 0]
 */
export function jvp(
  fn: (...variables: tf.Tensor[]) => tf.Tensor,
  variables: Variables,
  vectors: Variables,
  options: FunctionOptions = {},
): tf.Tensor {
  checkProductOptions('jvp', options);
  const xs = toTensors('jvp', variables);
  const vs = toVectors('jvp', 'vectors', vectors, xs);
  const call = givenVariables<never>('jvp', {fn}, {variables, xs});
  return productScope('jvp', options, (sweeps) =>
    forward(
      sweeps.record(() => outputOf('jvp', call as () => tf.Tensor)),
      xs,
      vs,
      sweeps,
    ),
  );
}
