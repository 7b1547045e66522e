import * as tf from '@tensorflow/tfjs';
import {flatten, unflatten} from '../flatten.ts';
import {givenVariables} from '../given/given-variables.ts';
import {gradientOf} from './gradient-of.ts';
import {overBatches} from './over-batches.ts';
import type {ProductOptions} from './product-options.ts';
import {productScope} from './product-scope.ts';
import {toTensors, type Variables} from '../given/variables.ts';

/** Beyond this the matrix alone takes 400 MB. */
const most = 10_000;

/**
 * The Hessian of a loss as a dense matrix, for small problems: one backward sweep over the recorded gradient for each row.
 *
 * H_ij = d^2 L / dw_i dw_j, the variables laid end to end as flatten does
 *
 * @param loss the loss L, a scalar; with `batches` a function of one of them
 * @param variables w, n numbers in all: variables or tensors that the loss depends on, or a model for its trainable weights
 * @param options see {@link ProductOptions}
 * @returns H, [n, n], symmetric up to rounding; the caller disposes of it
 * @throws RangeError where n exceeds 10,000: use hvp
 * @throws Error, TypeError as hvp does
 * @example
 * const w = tf.variable(tf.tensor1d([1, 2]));
 * hessian(() => tf.prod(w), [w]).print(); // [[0, 1], [1, 0]]
 */
export function hessian<Batch = void>(
  loss: (batch: Batch) => tf.Scalar,
  variables: Variables,
  options: ProductOptions<Batch> = {},
): tf.Tensor2D {
  const xs = toTensors('hessian', variables);
  const n = xs.reduce((sum, {size}) => sum + size, 0);
  if (n > most) {
    throw new RangeError(
      `hessian: variables must hold at most ${most} numbers for a dense matrix, received ${n}; use hvp for products with it`,
    );
  }
  const call = givenVariables('hessian', {loss}, {variables, xs, batches: options.batches});
  const [matrix] = overBatches('hessian', options, (batch) =>
    productScope('hessian', options, ({record, sweep, pull}) => {
      const gradients = record(() => gradientOf('hessian', () => call(batch), xs, sweep));
      const row = (i: number): tf.Tensor =>
        tf.tidy(() => {
          const unit = unflatten(tf.tensor1d(Float32Array.from({length: n}, (_, j) => Number(i === j))), xs);
          return flatten(
            pull(
              gradients.flatMap((output, k) => (output ? [{output, cotangent: unit[k]!}] : [])),
              xs,
            ),
          );
        });
      return [tf.stack(Array.from({length: n}, (_, i) => row(i)))];
    }),
  );
  return matrix as tf.Tensor2D;
}
