import * as tf from '@tensorflow/tfjs';

/**
 * Computes gradients, and where that throws frees what the operations had kept for the way back.
 *
 * TensorFlow.js frees it only at the end of the way back, so that each loss that throws would leave tensors behind.
 *
 * @param compute calls tf.variableGrads or another gradient of TensorFlow.js
 * @returns what it returns
 * @throws what it throws
 * @example
 * releasingTape(() => tf.variableGrads(() => tf.square(w).asScalar()));
 */
export function releasingTape<Result>(compute: () => Result): Result {
  const {state} = tf.engine();
  const isOutermost = state.gradientDepth === 0;
  try {
    return compute();
  } catch (error) {
    // Within another gradient the tape is still in use.
    if (isOutermost) {
      for (const {saved} of state.activeTape ?? []) tf.dispose(saved);
      state.activeTape = [];
    }
    throw error;
  }
}
