import * as tf from '@tensorflow/tfjs';
import type {Objective} from './objective.ts';
import {valuesOf} from '../../base/read.ts';
import type {Examples} from '../types.ts';

/** The examples from `start` on, at most `size` of them; the whole set is given as it is, without a copy. */
export function sliceExamples({x, y}: Examples, start: number, size: number): Examples {
  const count = x.shape[0];
  if (start === 0 && size >= count) return {x, y};
  const rows = Math.min(size, count - start);
  return {x: tf.slice(x, start, rows), y: tf.slice(y, start, rows)};
}

export interface Evaluation {
  readonly loss: number;
  readonly accuracy: number | null;
}

/**
 * The mean loss and the accuracy over all examples, chunk by chunk, every chunk weighted with its size.
 *
 * @param objective what to measure
 * @param examples all of them are used
 * @param chunk examples of a chunk
 * @param pause awaited between chunks
 * @param signal ends the evaluation between chunks
 * @returns null where the signal ended it
 */
export async function evaluate(
  objective: Pick<Objective, 'measure'>,
  examples: Examples,
  chunk: number,
  pause: () => Promise<void> | undefined,
  signal?: AbortSignal,
): Promise<Evaluation | null> {
  const count = examples.x.shape[0];
  let loss = 0;
  let correct: number | null = 0;
  for (let start = 0; start < count; start += chunk) {
    if (signal?.aborted) return null;
    const [mean, right] = await valuesOf(() => {
      const measured = objective.measure(sliceExamples(examples, start, chunk));
      return [measured.loss, ...(measured.correct ? [measured.correct] : [])];
    });
    loss += mean![0]! * Math.min(chunk, count - start);
    correct = correct === null || right === undefined ? null : correct + right[0]!;
    await pause();
  }
  return {loss: loss / count, accuracy: correct === null ? null : correct / count};
}
