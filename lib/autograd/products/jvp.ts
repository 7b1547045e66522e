import type * as tf from '@tensorflow/tfjs';
import {forward, outputOf} from './jacobian.ts';
import {checkProductOptions, type FunctionOptions} from './product-options.ts';
import {productScope} from './product-scope.ts';
import {checkShapes, toTensors, type Variables} from '../variables.ts';

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
  fn: () => tf.Tensor,
  variables: Variables,
  vectors: readonly tf.Tensor[],
  options: FunctionOptions = {},
): tf.Tensor {
  checkProductOptions('jvp', options);
  const xs = toTensors('jvp', variables);
  checkShapes('jvp', 'vectors', vectors, xs);
  return productScope('jvp', options, (sweeps) =>
    forward(
      sweeps.record(() => outputOf('jvp', fn)),
      xs,
      vectors,
      sweeps,
    ),
  );
}
