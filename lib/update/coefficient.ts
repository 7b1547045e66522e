import * as tf from '@tensorflow/tfjs';

/** A number of one update, in float64, and as a tensor that all variables of the update share. */
export interface Coefficient {
  readonly number: number;
  readonly scalar: tf.Scalar;
}

/**
 * Hands numbers to the backend once, so that each operation need not.
 *
 * @param numbers by name
 * @returns the numbers with their tensors, which belong to the surrounding tf.tidy
 * @example
 * tf.tidy(() => toCoefficients({rate: 0.1}).rate.scalar.dataSync()[0]); // 0.1 in float32
 */
export function toCoefficients<Name extends string>(
  numbers: Readonly<Record<Name, number>>,
): Record<Name, Coefficient> {
  const entries = Object.entries<number>(numbers).map(([name, number]) => [name, {number, scalar: tf.scalar(number)}]);
  return Object.fromEntries(entries) as Record<Name, Coefficient>;
}
