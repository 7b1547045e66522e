import type * as tf from '@tensorflow/tfjs';
import {givenVariables} from '../given/given-variables.ts';
import {forward, outputOf} from './jacobian.ts';
import {outputHessian, type OutputLoss} from './output-loss.ts';
import {overBatches} from './over-batches.ts';
import type {ProductOptions} from './product-options.ts';
import {productScope} from './product-scope.ts';
import {toTensors, toVectors, type Variables} from '../given/variables.ts';

/**
 * The product of the generalised Gauss-Newton matrix with a vector.
 *
 * Gv = J' H_L J v: J the Jacobian of the outputs z with respect to w, H_L the Hessian of the loss with respect to z in closed form.
 * G is positive semi-definite; it is H without the curvature of the outputs. For these losses it is also the Fisher matrix of the
 * model, where m or m k (as in the loss) is the number of examples it is a mean over; the squared error is then a Gaussian of
 * variance 1/2.
 *
 * @param outputs z, [examples, outputs]: logits for the cross-entropies; with `batches` a function of one of them
 * @param loss 'softmaxCrossEntropy', 'sigmoidCrossEntropy' or 'meanSquaredError', each a mean as in the functions of these names
 * @param variables w: variables or tensors that the outputs depend on, or a model for its trainable weights
 * @param vectors v, in the shapes of the variables; they stay the caller's
 * @param options see {@link ProductOptions}
 * @returns Gv in the shapes of the variables; the caller disposes of them
 * @throws Error that names an operation whose gradient is not known, or training-mode batch normalisation that was not asked for
 * @throws TypeError, RangeError for arguments that do not fit
 * @example
 * const w = tf.variable(tf.tensor2d([[1], [2]]));
 * const x = tf.tensor2d([[1, 0], [0, 2]]);
 * const [product] = ggnvp(() => tf.matMul(x, w), 'meanSquaredError', [w], [tf.ones([2, 1])]); // x'x v = [[1], [4]]
 *
 * Reference: N. N. Schraudolph, Fast curvature matrix-vector products for second-order gradient descent, Neural Computation 14(7), 2002.
 */
export function ggnvp<Batch = void>(
  outputs: (batch: Batch) => tf.Tensor,
  loss: OutputLoss,
  variables: Variables,
  vectors: Variables,
  options: ProductOptions<Batch> = {},
): tf.Tensor[] {
  const xs = toTensors('ggnvp', variables);
  const vs = toVectors('ggnvp', 'vectors', vectors, xs);
  const hessian = outputHessian('ggnvp', loss);
  const call = givenVariables('ggnvp', {outputs}, {variables, xs, batches: options.batches});
  return overBatches('ggnvp', options, (batch) =>
    productScope('ggnvp', options, (sweeps) => {
      const z = sweeps.record(() => outputOf('ggnvp', () => call(batch)));
      const cotangent = hessian(z, forward(z, xs, vs, sweeps));
      return sweeps.pull([{output: z, cotangent}], xs);
    }),
  );
}
