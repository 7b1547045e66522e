let paused = 0;

/** Whether optimizers may use fused kernels now. */
export function fusedUpdatesAllowed(): boolean {
  return paused === 0;
}

/**
 * Runs a function in which optimizers update with the plain operations of TensorFlow.js, also on the native backend.
 *
 * Both ways give the same numbers up to the rounding of float32.
 *
 * @param f synchronous
 * @returns what f returns
 * @throws what f throws
 * @example
 * const x = tf.variable(tf.scalar(3));
 * plainUpdates(() => sgd(0.1).minimize(() => x.square())); // x is 2.4
 */
export function plainUpdates<Result>(f: () => Result): Result {
  paused++;
  try {
    return f();
  } finally {
    paused--;
  }
}
