import * as tf from '@tensorflow/tfjs';
import {overBatches} from './over-batches.ts';
import {productScope} from './product-scope.ts';
import type {ProductOptions} from './product-options.ts';
import {toTensors, toVectors, type Variables} from '../given/variables.ts';
import {givenVariables} from '../given/given-variables.ts';
import {gradientOf} from './gradient-of.ts';

/**
 * The product of the Hessian of a loss with a vector, exact to the precision of float32.
 *
 * Hv = d/dw (g(w)' v), g = dL/dw: a backward sweep over the gradient itself, about two gradients' work, never the matrix.
 *
 * @param loss the loss L, a scalar; with `batches` a function of one of them
 * @param variables w: variables or tensors that the loss depends on, or a model for its trainable weights
 * @param vectors v, in the shapes of the variables; they stay the caller's
 * @param options see {@link ProductOptions}
 * @returns Hv in the shapes of the variables, zeros for those without influence; the caller disposes of them
 * @throws Error that names an operation whose gradient is not known, or training-mode batch normalisation that was not asked for
 * @throws TypeError, RangeError for arguments that do not fit
 * @example
 * const w = tf.variable(tf.tensor1d([1, 2]));
 * const [product] = hvp(() => tf.sum(tf.pow(w, 3)), [w], [tf.tensor1d([1, 1])]); // 6 w = [6, 12]
 *
 * Reference: B. A. Pearlmutter, Fast exact multiplication by the Hessian, Neural Computation 6(1), 1994.
 */
export function hvp<Batch = void>(
  loss: (batch: Batch) => tf.Scalar,
  variables: Variables,
  vectors: Variables,
  options: ProductOptions<Batch> = {},
): tf.Tensor[] {
  const xs = toTensors('hvp', variables);
  const vs = toVectors('hvp', 'vectors', vectors, xs);
  const call = givenVariables('hvp', {loss}, {variables, xs, batches: options.batches});
  return overBatches('hvp', options, (batch) =>
    productScope('hvp', options, ({record, sweep, pull}) => {
      const gradients = record(() => gradientOf('hvp', () => call(batch), xs, sweep));
      const seeds = gradients.flatMap((output, i) => (output ? [{output, cotangent: vs[i]!}] : []));
      return pull(seeds, xs);
    }),
  );
}
