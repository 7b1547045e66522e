import * as tf from '@tensorflow/tfjs';

/**
 * Makes a check that lets the event loop run now and then, so that timers, signals and progress work during long loops.
 *
 * @param milliseconds least time between two pauses, default 50; a pause costs some microseconds
 * @returns a function that gives a promise to await when a pause is due and undefined otherwise
 * @example
 * const pause = pacer();
 * for (let i = 0; i < 1e6; i++) await pause();
 */
export function pacer(milliseconds = 50): () => Promise<void> | undefined {
  let last = performance.now();
  const rest = async (): Promise<void> => {
    await tf.nextFrame();
    last = performance.now();
  };
  return () => (performance.now() - last < milliseconds ? undefined : rest());
}
