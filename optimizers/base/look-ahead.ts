import * as tf from '@tensorflow/tfjs';

/** A variable and the direction in which it is to be moved. */
export interface Shift {
  readonly variable: tf.Variable;
  readonly direction: tf.Tensor;
}

/**
 * Runs a function with variables moved, and puts them back bit by bit, also when it throws.
 *
 * `f at w + distance direction`
 *
 * @param shifts the variables that move, with a direction of their shape
 * @param distance the factor of the directions
 * @param f must not assign to the variables
 * @returns what f returns
 * @example
 * const w = tf.variable(tf.scalar(1));
 * withShifted([{variable: w, direction: tf.scalar(2)}], 0.5, () => w.dataSync()[0]); // 2, and w is 1 again
 */
export function withShifted<Result>(shifts: readonly Shift[], distance: number, f: () => Result): Result {
  if (distance === 0) return f();
  const moved: {variable: tf.Variable; original: tf.Tensor}[] = [];
  try {
    for (const {variable, direction} of shifts) {
      const ahead = tf.tidy(() => tf.add(variable, tf.mul(direction, distance)));
      // A clone shares the data, so that the way back is exact and costs no copy.
      moved.push({variable, original: tf.clone(variable)});
      variable.assign(ahead);
      ahead.dispose();
    }
    return f();
  } finally {
    for (const {variable, original} of moved) {
      variable.assign(original);
      original.dispose();
    }
  }
}
