import * as tf from '@tensorflow/tfjs';

/**
 * 1 or -1 by the sign of each element; 0 and NaN stay what they are.
 *
 * `tf.sign` is 0 on the wasm backend up to 1e-7.
 *
 * @example
 * signOf(tf.tensor1d([1e-20, 0, -3])); // [1, 0, -1]
 */
export function signOf(x: tf.Tensor): tf.Tensor {
  const one = tf.onesLike(x);
  return tf.where(tf.greater(x, 0), one, tf.where(tf.less(x, 0), tf.neg(one), x));
}
