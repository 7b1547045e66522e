import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../lib/base/random.ts';
import type {PageBackend} from '../backends.ts';

/** The backend of this page. */
export let device: PageBackend;
/** Keeps a number for a table of the documentation. */
export let measure: (table: string, row: string, value: string) => void;

/** Says which backend this page tests. */
export function start(backend: PageBackend, keep: typeof measure): void {
  device = backend;
  measure = keep;
}

/** What work gives on the plain JavaScript backend; the backend of the page is that of the moment afterwards. */
export async function onCpu<Result>(work: () => Promise<Result>): Promise<Result> {
  await tf.setBackend('cpu');
  try {
    return await work();
  } finally {
    await tf.setBackend(device.backend);
  }
}

/** The values of tensors, read as every backend allows it. */
export async function read(tensors: readonly tf.Tensor[]): Promise<number[][]> {
  const values = await Promise.all(tensors.map((tensor) => tensor.data()));
  return values.map((each) => [...each]);
}

/** Draws that are the same on every backend. */
export function draws(count: number, key: string, scale = 1): number[] {
  const random = randomStream(1, key);
  return Array.from({length: count}, () => random.normal() * scale);
}

/** How far numbers are from those expected, by the greatest of these; NaN and infinity anywhere give infinity. */
export function distance(values: readonly number[][], expected: readonly number[][]): number {
  const greatest = Math.max(...expected.flat().map(Math.abs), 1e-30);
  const farthest = Math.max(...expected.flatMap((row, i) => row.map((value, j) => Math.abs(values[i]![j]! - value))));
  return Number.isFinite(farthest) ? farthest / greatest : Infinity;
}

/** Two digits and a power of ten. */
export const short = (value: number): string =>
  value === 0 ? '0' : Number.isFinite(value) ? value.toExponential(0) : 'NaN';

/**
 * A small network of tanh units, its loss, and its weights, made on the backend of the moment.
 *
 * @param disturbed how much of themselves weights are off
 */
export function tanhProblem(disturbed = 0): {variables: tf.Variable[]; loss: () => tf.Scalar; dispose: () => void} {
  const shapes = [[4, 3], [3], [3, 2], [2]];
  const variables = shapes.map((shape, i) => {
    const noise = draws(tf.util.sizeFromShape(shape), `noise ${i}`, disturbed);
    const values = draws(noise.length, `weight ${i}`, 0.7).map((value, j) => value * (1 + noise[j]!));
    return tf.tidy(() => tf.variable(tf.tensor(values, shape)));
  });
  const x = tf.tensor2d(draws(32, 'x'), [8, 4]);
  const y = tf.tensor2d(draws(16, 'y'), [8, 2]);
  const [w1, b1, w2, b2] = variables as [tf.Variable, tf.Variable, tf.Variable, tf.Variable];
  const loss = (): tf.Scalar =>
    tf.tidy(() => {
      const hidden = tf.tanh(tf.add(tf.matMul(x, w1), b1));
      const output = tf.add(tf.matMul(hidden, w2), b2);
      return tf.mean(tf.square(tf.sub(output, y)));
    });
  return {variables, loss, dispose: () => tf.dispose([...variables, x, y])};
}
