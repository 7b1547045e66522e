import * as tf from '@tensorflow/tfjs';
import type {LabelledImages} from '../../../../lib/data/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';

/** Digits as rows of 49 numbers, and their classes. */
export interface Rows {
  readonly x: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

/** Mean and deviation of the means of 4 x 4 pixels of digits, roughly. */
const [mean, deviation] = [0.13, 0.25];

/** Digits `from` to `from + count` as 7 x 7 means of their pixels, about centred and of deviation 1. */
export function coarse({images, labels, rows, columns}: LabelledImages, count: number, from = 0): Rows {
  const one = (digit: number): number[] =>
    Array.from({length: 49}, (_, cell) => {
      const [top, left] = [4 * Math.floor(cell / 7), 4 * (cell % 7)];
      let sum = 0;
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) sum += images[(digit * rows + top + i) * columns + left + j]!;
      }
      return (sum / 16 / 255 - mean) / deviation;
    });
  return {
    x: Array.from({length: count}, (_, i) => one(from + i)),
    labels: Array.from(labels.subarray(from, from + count)),
  };
}

/** The same as tensors, classes one-hot. */
export function toExamples({x, labels}: Rows): Examples {
  return tf.tidy(() => ({
    x: tf.tensor2d(x as number[][]),
    y: tf.oneHot(tf.tensor1d([...labels], 'int32'), 10).toFloat(),
  }));
}
