import * as tf from '@tensorflow/tfjs';
import type {Coefficient} from '../../lib/update/index.ts';

/** Near the greatest number of float32. */
const greatest = 3e38;

/** Numbers, and in place of infinity the greatest of them: 0 times it is then 0, not NaN. */
export const finite = (tensor: tf.Tensor): tf.Tensor => tf.clipByValue(tensor, -greatest, greatest);

/** The length of all elements together. */
const length = (tensor: tf.Tensor): tf.Tensor => tf.sqrt(tf.sum(tf.square(tensor)));

/**
 * The length of a variable by that of a direction.
 *
 * `coefficient |value| / |direction|`, or 1 where one of the lengths is 0
 *
 * It is 0 where the direction is too long for float32, whatever the value is.
 *
 * @param coefficient 1 by default
 * @returns a scalar
 * @example
 * trustRatio(tf.tensor1d([3, 4]), tf.tensor1d([0, 10])); // 0.5
 */
export function trustRatio(value: tf.Tensor, direction: tf.Tensor, coefficient?: Coefficient): tf.Tensor {
  const [own, other] = [length(value), length(direction)];
  const isUsual = tf.logicalAnd(tf.greater(own, 0), tf.greater(other, 0));
  // A value that is too long, too, would make NaN of it.
  const ratio = tf.div(tf.minimum(own, greatest), other);
  const scaled = coefficient === undefined ? ratio : tf.mul(ratio, coefficient.scalar);
  return tf.where(isUsual, scaled, tf.onesLike(own));
}

/**
 * A direction that is no longer than 1.
 *
 * `direction / max(1, |direction|)`, and 0 where the length is beyond float32
 *
 * @example
 * shortened(tf.tensor1d([3, 4])); // [0.6, 0.8]
 */
export function shortened(direction: tf.Tensor): tf.Tensor {
  // Infinity by infinity would be NaN.
  const known = finite(direction);
  return tf.div(known, tf.maximum(length(known), 1));
}
