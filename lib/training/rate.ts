import type * as tf from '@tensorflow/tfjs';

/** The rate of the optimizer's next update, or null where it does not tell it as a number. */
export function currentRate(optimizer: tf.Optimizer): number | null {
  const {learningRate} = optimizer as unknown as {learningRate?: unknown};
  return typeof learningRate === 'number' ? learningRate : null;
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
