import type * as tf from '@tensorflow/tfjs';
import {declarationOf} from '../update/index.ts';

/** The rate of the optimizer's next update, or null where it does not tell it as a number. */
export function currentRate(optimizer: tf.Optimizer): number | null {
  return 'learningRate' in optimizer && typeof optimizer.learningRate === 'number' ? optimizer.learningRate : null;
}

/** The rates of the optimizer's next updates; where it does not tell those to come, the next one for all of them. */
export function nextRates(optimizer: tf.Optimizer, updates: number): (number | null)[] {
  const declaration = updates === 1 ? null : declarationOf(optimizer);
  const rate = (ahead: number): number | null => declaration?.learningRate?.(ahead) ?? currentRate(optimizer);
  return Array.from({length: updates}, (_, ahead) => rate(ahead));
}

/** Tells an optimizer whose rate watches a metric the newest value; others do not have the method. */
export function observeMetric(optimizer: tf.Optimizer, metric: number): void {
  (optimizer as {observe?: (metric: number) => void}).observe?.(metric);
}

/**
 * Makes a function that says which updates of an epoch to sample: evenly spread from the first one, at most `limit`.
 *
 * @param updates of the epoch
 */
export function sampler(updates: number, limit = 20): (index: number) => boolean {
  const stride = Math.ceil(updates / limit);
  return (index) => index % stride === 0;
}
