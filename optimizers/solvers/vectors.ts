import * as tf from '@tensorflow/tfjs';

/** The inner product of two vectors, read. */
export const dot = (a: tf.Tensor, b: tf.Tensor): number => tf.tidy(() => tf.sum(tf.mul(a, b)).dataSync()[0]!);

/**
 * Computes what follows a tensor, and frees that one and all on the way: in a loop whose tidy ends far away, vectors would pile up.
 *
 * @param old the caller's own
 * @param isKept whether somebody else needs it still
 */
export function replaced(old: tf.Tensor, compute: () => tf.Tensor, isKept = false): tf.Tensor {
  const next = tf.tidy(compute);
  if (!isKept) old.dispose();
  return next;
}
