import * as tf from '@tensorflow/tfjs';
import type {Coefficient} from '../../lib/update/index.ts';

/**
 * Divides by the root of a second moment.
 *
 * `numerator / (sqrt(moment) + epsilon)`, or `numerator / sqrt(moment + epsilon)` where epsilon is inside
 *
 * Where the divisor is 0 (epsilon 0, and gradients that were always 0 or too small to be squared) the quotient is 0, not
 * NaN. It is 0, too, where the moment overflowed to infinity.
 *
 * @param numerator a gradient, or an average of gradients
 * @param moment of the same shape, >= 0
 * @param epsilon >= 0
 * @param inside whether epsilon stands under the root
 * @example
 * const {epsilon} = toCoefficients({epsilon: 0});
 * normalise(tf.tensor1d([1, 0]), tf.tensor1d([4, 0]), epsilon, false); // [0.5, 0]
 */
export function normalise(numerator: tf.Tensor, moment: tf.Tensor, epsilon: Coefficient, inside: boolean): tf.Tensor {
  if (epsilon.isNegligible) return tf.divNoNan(numerator, tf.sqrt(moment));
  const divisor = inside ? tf.sqrt(tf.add(moment, epsilon.scalar)) : tf.add(tf.sqrt(moment), epsilon.scalar);
  return tf.div(numerator, divisor);
}

/**
 * The epsilon for a moment that is not yet divided by its bias correction c.
 *
 * `sqrt(v / c) + epsilon = (sqrt(v) + epsilon sqrt(c)) / sqrt(c)`, and inside the root
 * `sqrt(v / c + epsilon) = sqrt(v + epsilon c) / sqrt(c)`
 *
 * The division by sqrt(c) then goes into the learning rate and costs no operation on tensors.
 *
 * @example
 * correctedEpsilon(1e-7, 0.25, false); // 5e-8
 */
export function correctedEpsilon(epsilon: number, correction: number, inside: boolean): number {
  return epsilon * (inside ? correction : Math.sqrt(correction));
}

/**
 * Divides a root by a root.
 *
 * `sqrt(above + epsilon) / sqrt(below + epsilon)`, or `(sqrt(above) + epsilon) / (sqrt(below) + epsilon)`
 *
 * @param above >= 0
 * @param below of the same shape, >= 0
 * @param epsilon >= 0
 * @param inside whether epsilon stands under the roots
 * @returns 0 where the divisor is 0 or infinite
 * @example
 * const {epsilon} = toCoefficients({epsilon: 1});
 * rootRatio(tf.scalar(8), tf.scalar(0), epsilon, true); // 3
 */
export function rootRatio(above: tf.Tensor, below: tf.Tensor, epsilon: Coefficient, inside: boolean): tf.Tensor {
  if (epsilon.isNegligible) return tf.divNoNan(tf.sqrt(above), tf.sqrt(below));
  // The roots before the quotient: a quotient of squares leaves the range of float32 sooner.
  if (inside) return tf.div(tf.sqrt(tf.add(above, epsilon.scalar)), tf.sqrt(tf.add(below, epsilon.scalar)));
  return tf.div(tf.add(tf.sqrt(above), epsilon.scalar), tf.add(tf.sqrt(below), epsilon.scalar));
}
