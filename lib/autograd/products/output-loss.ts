import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';

/** The Hessian of a loss with respect to the outputs z, times u. */
type OutputHessian = (z: tf.Tensor, u: tf.Tensor) => tf.Tensor;

const examples = (z: tf.Tensor): number => z.size / z.shape.at(-1)!;

/**
 * The losses of this package whose Hessian with respect to the outputs has a closed form; means over the m examples.
 *
 * - softmaxCrossEntropy: (diag p - p p') u / m, p = softmax z, for labels that sum to 1
 * - sigmoidCrossEntropy: p (1 - p) u / (m k) for k outputs, p = 1 / (1 + e^-z)
 * - meanSquaredError: 2 u / (m k)
 */
export const outputHessians = {
  softmaxCrossEntropy: (z, u) => {
    const p = tf.softmax(z);
    const pu = tf.mul(p, u);
    return tf.div(tf.sub(pu, tf.mul(p, tf.sum(pu, -1, true))), examples(z));
  },
  sigmoidCrossEntropy: (z, u) => {
    const p = tf.sigmoid(z);
    return tf.div(tf.mul(tf.mul(p, tf.sub(1, p)), u), z.size);
  },
  meanSquaredError: (z, u) => tf.mul(u, 2 / z.size),
} as const satisfies Record<string, OutputHessian>;

/** The name of a loss of the outputs. */
export type OutputLoss = keyof typeof outputHessians;

/** The Hessian of a loss with respect to the outputs, times a vector. */
export function outputHessian(owner: string, loss: OutputLoss): OutputHessian {
  if (Object.hasOwn(outputHessians, loss)) return outputHessians[loss];
  throw new RangeError(
    `${owner}: loss must be one of ${Object.keys(outputHessians).join(', ')}, received ${show(loss)}`,
  );
}
