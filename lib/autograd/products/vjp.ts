import type * as tf from '@tensorflow/tfjs';
import {givenVariables} from '../given/given-variables.ts';
import {outputOf} from './jacobian.ts';
import {checkProductOptions, type FunctionOptions} from './product-options.ts';
import {productScope} from './product-scope.ts';
import {toTensors, toVectors, type Variables} from '../given/variables.ts';

/**
 * The product of the transposed Jacobian of a function with a vector: one backward sweep.
 *
 * J'u, J = dz/dw
 *
 * @param fn returns z, a tensor of any shape
 * @param variables w: variables or tensors that z depends on, or a model for its trainable weights
 * @param cotangent u, in the shape of z; it stays the caller's
 * @param options see {@link FunctionOptions}
 * @returns J'u in the shapes of the variables, zeros for those without influence; the caller disposes of them
 * @throws Error that names an operation whose gradient is not known
 * @throws TypeError, RangeError for arguments that do not fit
 * @example
 * const w = tf.variable(tf.tensor1d([1, 2]));
 * const [product] = vjp(() => tf.square(w), [w], tf.tensor1d([1, 1])); // 2 w = [2, 4]
 */
export function vjp(
  fn: (...variables: tf.Tensor[]) => tf.Tensor,
  variables: Variables,
  cotangent: Variables,
  options: FunctionOptions = {},
): tf.Tensor[] {
  checkProductOptions('vjp', options);
  const xs = toTensors('vjp', variables);
  const call = givenVariables<never>('vjp', {fn}, {variables, xs});
  return productScope('vjp', options, ({record, pull}) => {
    const output = record(() => outputOf('vjp', call as () => tf.Tensor));
    const [u] = toVectors('vjp', 'cotangent', Array.isArray(cotangent) ? cotangent : [cotangent as tf.Tensor], [
      output,
    ]) as [tf.Tensor];
    return pull([{output, cotangent: u}], xs);
  });
}
