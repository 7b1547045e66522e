import * as tf from '@tensorflow/tfjs';
import type {PendingLine} from '../graph/index.ts';

/** A native operation that draws values of the same distribution: `offset + scale operation()`. */
export interface RandomValues {
  readonly operation: 'RandomUniform' | 'RandomStandardNormal' | 'TruncatedNormal';
  /** Null where these values do not show it: two points lie on any line. */
  readonly line: {readonly scale: number; readonly offset: number} | null;
  /** Standard values, and what was made of them. */
  readonly points: readonly (readonly [standard: number, value: number])[];
}

type Generator = (size: number, seed: number) => tf.Tensor;

/** How TensorFlow.js draws standard values from a seed, by the name of the function, with the native operation. */
const generators: Readonly<Record<string, readonly [RandomValues['operation'], Generator]>> = {
  randomUniform: ['RandomUniform', (size, seed) => tf.randomUniform([size], 0, 1, 'float32', seed)],
  randomNormal: ['RandomStandardNormal', (size, seed) => tf.randomNormal([size], 0, 1, 'float32', seed)],
  truncatedNormal: ['TruncatedNormal', (size, seed) => tf.truncatedNormal([size], 0, 1, 'float32', seed)],
};

/** The straight line through points; null where there is none, or they do not show it. */
function lineThrough(points: RandomValues['points']): RandomValues['line'] {
  if (points.length < 3) return null;
  let [low, high] = [points[0]!, points[0]!];
  for (const point of points) {
    if (point[0] < low[0]) low = point;
    if (point[0] > high[0]) high = point;
  }
  const slope = (high[1] - low[1]) / (high[0] - low[0]);
  const start = low[1] - slope * low[0];
  const tolerance = 1e-5 * (Math.abs(slope) + Math.abs(start));
  const fits = points.every(([standard, value]) => Math.abs(value - (start + slope * standard)) <= tolerance);
  if (!fits || slope === 0) return null;
  // What float32 has blurred: 0.30000001 was 0.3, and 1e-9 was 0.
  const offset = Math.abs(start) <= tolerance ? 0 : Number(start.toPrecision(6));
  return {scale: Number(slope.toPrecision(6)), offset};
}

/**
 * Finds out what a random function of TensorFlow.js made of a seed, by making it again.
 *
 * `values = offset + scale standard(seed)`, for `tf.randomUniform`, `tf.randomNormal` and `tf.truncatedNormal`; `tf.dropout` and
 * the layers that add noise or drop units draw through these.
 *
 * @param values as they come from JavaScript, float32
 * @param seed the number of `Math.random` that the function took as its seed
 * @param name of the function of TensorFlow.js that is at work, which its engine tells
 * @returns null where they are something else
 * @example
 * randomValues(tf.randomUniform([3], 2, 4, 'float32', 0.25).dataSync(), 0.25, 'randomUniform')!.line; // {scale: 2, offset: 2}
 */
export function randomValues(values: Float32Array, seed: number, name: string): RandomValues | null {
  const generator = Object.hasOwn(generators, name) ? generators[name]! : null;
  if (generator === null) return null;
  const [operation, generate] = generator;
  const standard = tf.tidy(() => generate(values.length, seed).dataSync());
  const points = Array.from(values, (value, i) => [standard[i]!, value] as const);
  const line = lineThrough(points);
  return line === null && values.length > 2 ? null : {operation, line, points};
}

/**
 * Settles the lines that single draws have not shown, by those of two recordings of the same call.
 *
 * @param before the draws of the earlier call, in the order of those of this one
 * @returns whether all are known; false where another recording is needed; null where the points lie on no line
 */
export function settleLines(before: readonly PendingLine[], now: readonly PendingLine[]): boolean | null {
  let isSettled = true;
  for (const [i, pending] of now.entries()) {
    pending.points.push(...before[i]!.points);
    const line = lineThrough(pending.points);
    if (line !== null) pending.settle(line);
    else if (pending.points.length < 3) isSettled = false;
    else return null;
  }
  return isSettled;
}
