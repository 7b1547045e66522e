import * as tf from '@tensorflow/tfjs';

/** Near the least length that float32 divides by. */
const least = 1e-12;

/**
 * The largest singular value of a matrix, from below, by power iteration from the longest row.
 *
 * `x <- A' A x / |A' A x|`, then `|A x|`
 *
 * Of a symmetric matrix it is the eigenvalue of the greatest size. It reads no data.
 *
 * @param iterations two come within some percent, as a bound for steps needs
 * @returns a scalar, 0 for a matrix of zeros
 * @example
 * largestSingularValue(tf.tensor2d([[3, 0], [0, -4]]), 2); // 4
 */
export function largestSingularValue(matrix: tf.Tensor2D, iterations: number): tf.Tensor {
  // By the greatest element, so that squares stay within float32.
  const greatest = tf.max(tf.abs(matrix));
  const scaled: tf.Tensor2D = tf.divNoNan(matrix, greatest);
  const longest = tf.argMax(tf.sum(tf.square(scaled), 1));
  const unit = (x: tf.Tensor2D): tf.Tensor2D => tf.div(x, tf.maximum(tf.norm(x), least));
  const next = (x: tf.Tensor2D): tf.Tensor2D => tf.matMul(tf.matMul(x, scaled, false, true), scaled);
  let x = unit(tf.gather(scaled, tf.reshape(longest, [1])));
  for (let i = 0; i < iterations; i++) x = unit(next(x));
  return tf.mul(tf.sqrt(tf.sum(tf.mul(x, next(x)))), greatest);
}
