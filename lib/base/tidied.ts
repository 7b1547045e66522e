import * as tf from '@tensorflow/tfjs';

/** Runs a function in tf.tidy and gives its result as it is; tf.tidy itself walks through every number of an array. */
export function tidied<T>(action: () => T): T {
  const box: {value?: T} = {};
  tf.tidy(() => {
    box.value = action();
  });
  return box.value as T;
}
