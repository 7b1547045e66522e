import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../lib/base/random.ts';
import type {Examples} from '../../../lib/training/types.ts';

/** Examples as plain numbers, for arithmetic in float64. */
export interface PlainExamples {
  readonly x: number[][];
  readonly y: number[][];
}

/** Classes that a linear model can nearly tell apart: normal points around one centre for each class. */
export function clusters(count: number, {inputs = 6, classes = 3, seed = 1} = {}): PlainExamples {
  const random = randomStream(seed, 'clusters');
  const centres = Array.from({length: classes}, () => Array.from({length: inputs}, () => random.normal()));
  const labels = Array.from({length: count}, (_, i) => i % classes);
  return {
    x: labels.map((label) => centres[label]!.map((value) => Math.fround(value + 0.7 * random.normal()))),
    y: labels.map((label) => Array.from({length: classes}, (_, c) => (c === label ? 1 : 0))),
  };
}

export const toExamples = ({x, y}: PlainExamples): Examples => ({x: tf.tensor2d(x), y: tf.tensor2d(y)});

/** Runs a body and checks that it leaves as many tensors as there were; `owned` gives what it disposes itself at the end. */
export async function tensorsLeft(body: () => Promise<unknown>): Promise<number> {
  const before = tf.memory().numTensors;
  await body();
  return tf.memory().numTensors - before;
}
