import * as tf from '@tensorflow/tfjs';
import type {UpdateRule} from '../../optimizers/base/index.ts';

/** The values of one weight after each of these gradients, and nothing left behind. */
export function trace(optimizer: UpdateRule, start: number, gradients: readonly number[]): number[] {
  const w = tf.tidy(() => tf.variable(tf.scalar(start)));
  const values = gradients.map((g) => {
    tf.tidy(() => optimizer.applyGradients({[w.name]: tf.scalar(g)}));
    return w.dataSync()[0]!;
  });
  optimizer.dispose();
  w.dispose();
  return values;
}

/** For `fit`: no progress bar. */
export const quiet = {verbose: 0} as const;
