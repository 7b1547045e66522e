import * as tf from '@tensorflow/tfjs';

/** A native operation that draws values of the same distribution: `offset + scale operation()`. */
export interface RandomValues {
  readonly operation: 'RandomUniform' | 'RandomStandardNormal' | 'TruncatedNormal';
  readonly scale: number;
  readonly offset: number;
}

/** How TensorFlow.js draws standard values from a seed, by the native operation of the same distribution. */
const generators: Readonly<Record<RandomValues['operation'], (size: number, seed: number) => tf.Tensor>> = {
  RandomUniform: (size, seed) => tf.randomUniform([size], 0, 1, 'float32', seed),
  RandomStandardNormal: (size, seed) => tf.randomNormal([size], 0, 1, 'float32', seed),
  TruncatedNormal: (size, seed) => tf.truncatedNormal([size], 0, 1, 'float32', seed),
};

/** The straight line from standard values to others; null where there is none. */
function lineThrough(standard: Float32Array, values: Float32Array): Omit<RandomValues, 'operation'> | null {
  let [low, high] = [0, 0];
  for (let i = 1; i < standard.length; i++) {
    if (standard[i]! < standard[low]!) low = i;
    if (standard[i]! > standard[high]!) high = i;
  }
  // A single value lies on any line; those of the standard distribution are most likely.
  const spread = standard[high]! - standard[low]!;
  const slope = spread === 0 ? 1 : (values[high]! - values[low]!) / spread;
  const start = spread === 0 ? 0 : values[low]! - slope * standard[low]!;
  const tolerance = 1e-5 * (Math.abs(slope) + Math.abs(start));
  const fits = values.every((value, i) => Math.abs(value - (start + slope * standard[i]!)) <= tolerance);
  if (!fits || slope === 0) return null;
  // What float32 has blurred: 0.30000001 was 0.3, and 1e-9 was 0.
  const offset = Math.abs(start) <= tolerance ? 0 : Number(start.toPrecision(6));
  return {scale: Number(slope.toPrecision(6)), offset};
}

/**
 * Finds out whether values are those that a random function of TensorFlow.js makes of a seed, by making them again.
 *
 * `values = offset + scale standard(seed)`, for `tf.randomUniform`, `tf.randomNormal` and `tf.truncatedNormal`; `tf.dropout` and
 * the layers that add noise or drop units draw through these.
 *
 * @param values as they come from JavaScript, float32
 * @param seed the number of `Math.random` that the function took as its seed
 * @returns null where they are something else
 * @example
 * recogniseRandom(tf.randomUniform([3], 2, 4, 'float32', 0.25).dataSync(), 0.25); // {operation: 'RandomUniform', scale: 2, offset: 2}
 */
export function recogniseRandom(values: Float32Array, seed: number): RandomValues | null {
  for (const [operation, generate] of Object.entries(generators)) {
    const standard = tf.tidy(() => generate(values.length, seed).dataSync()) as Float32Array;
    const line = lineThrough(standard, values);
    if (line !== null) return {operation: operation as RandomValues['operation'], ...line};
  }
  return null;
}
