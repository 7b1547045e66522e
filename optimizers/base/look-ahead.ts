import * as tf from '@tensorflow/tfjs';
import {type Coefficient, inFloat32} from '../../lib/update/index.ts';

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
 * @param shifts the variables that move, with a direction of their shape; called inside tf.tidy
 * @param distance the factor of the directions; called inside tf.tidy
 * @param f must not assign to the variables
 * @returns what f returns
 * @example
 * const w = tf.variable(tf.scalar(1));
 * const half = () => toCoefficients({half: 0.5}).half;
 * withShifted(() => [{variable: w, direction: tf.scalar(2)}], half, () => w.dataSync()[0]); // 2, and w is 1 again
 */
export function withShifted<Result>(
  shifts: () => readonly Shift[],
  distance: () => Coefficient,
  f: () => Result,
): Result {
  const moved: {variable: tf.Variable; original: tf.Tensor}[] = [];
  const ahead = tf.tidy(() =>
    inFloat32(() => {
      const all = shifts();
      if (all.length === 0) return [];
      const factor = distance();
      if (factor.isZero) return [];
      const value = ({variable, direction}: Shift): tf.Tensor => tf.add(variable, tf.mul(direction, factor.scalar));
      return all.map((shift) => ({variable: shift.variable, value: value(shift)}));
    }),
  );
  try {
    for (const {variable, value} of ahead) {
      // A clone shares the data, so that the way back is exact and costs no copy.
      moved.push({variable, original: tf.clone(variable)});
      variable.assign(value);
    }
    for (const {value} of ahead) value.dispose();
    return f();
  } finally {
    for (const {variable, original} of moved) {
      variable.assign(original);
      original.dispose();
    }
  }
}
