import * as tf from '@tensorflow/tfjs';
import {givenVariables} from '../given/given-variables.ts';
import {forward, outputOf} from './jacobian.ts';
import {overBatches} from './over-batches.ts';
import type {ProductOptions} from './product-options.ts';
import {productScope} from './product-scope.ts';
import {toTensors, toVectors, type Variables} from '../given/variables.ts';

/** The losses of the examples, one number each. */
function exampleLosses(fn: () => tf.Tensor): tf.Tensor {
  const losses = outputOf('fisherVp', fn);
  if (losses.rank === 1) return losses;
  throw new RangeError(
    `fisherVp: losses must return one loss for each example, a tensor of shape [examples], received shape [${losses.shape.join(', ')}]`,
  );
}

/**
 * The product of the empirical Fisher matrix with a vector: the second moment of the gradients of the examples.
 *
 * F v = 1/m sum_i g_i (g_i'v) = 1/m J'J v, g_i the gradient of the loss of example i, J the Jacobian of the m losses
 *
 * The Fisher matrix of the model itself, with labels drawn from its own predictions, is what ggnvp multiplies by.
 *
 * @param losses the losses of m examples (negative log-likelihoods), shape [m]; with `batches` a function of one of them
 * @param variables w: variables or tensors that the losses depend on, or a model for its trainable weights
 * @param vectors v, in the shapes of the variables; they stay the caller's
 * @param options see {@link ProductOptions}
 * @returns F v in the shapes of the variables; the caller disposes of them
 * @throws Error that names an operation whose gradient is not known, or training-mode batch normalisation that was not asked for
 * @throws TypeError, RangeError for arguments that do not fit
 * @example
 * const w = tf.variable(tf.scalar(2));
 * const x = tf.tensor1d([1, 3]);
 * const [product] = fisherVp(() => tf.mul(w, x), [w], [tf.scalar(1)]); // (1 + 9) / 2 = 5
 *
 * Reference: F. Kunstner, P. Hennig, L. Balles, Limitations of the empirical Fisher approximation, NeurIPS 2019.
 */
export function fisherVp<Batch = void>(
  losses: (batch: Batch) => tf.Tensor,
  variables: Variables,
  vectors: Variables,
  options: ProductOptions<Batch> = {},
): tf.Tensor[] {
  const xs = toTensors('fisherVp', variables);
  const vs = toVectors('fisherVp', 'vectors', vectors, xs);
  const call = givenVariables('fisherVp', {losses}, {variables, xs, batches: options.batches});
  return overBatches('fisherVp', options, (batch) =>
    productScope('fisherVp', options, (sweeps) => {
      const output = sweeps.record(() => exampleLosses(() => call(batch)));
      const cotangent = tf.div(forward(output, xs, vs, sweeps), output.size);
      return sweeps.pull([{output, cotangent}], xs);
    }),
  );
}
