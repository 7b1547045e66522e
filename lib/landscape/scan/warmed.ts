import * as tf from '@tensorflow/tfjs';
import type {Compiled} from '../../update/index.ts';

/**
 * Makes all results of a compiled function come from its graph.
 *
 * The first two calls for each size of batch run operation by operation and differ from the graph in the last bits; they are made
 * beforehand and thrown away, so that a scan that was interrupted gives the same bits as one that was not.
 *
 * @param compiled a function whose first argument is a tensor, or an object that holds the batch as `x`
 */
export function warmed<Args extends [tf.Tensor | {readonly x: tf.Tensor}, ...unknown[]], Result>(
  compiled: Compiled<(...args: Args) => Result>,
): Compiled<(...args: Args) => Result> {
  const seen = new Set<string>();
  const call = (...args: Args): Result => {
    const [batch, ...others] = args;
    const shapes = [batch instanceof tf.Tensor ? batch : batch.x, ...others].map((each) =>
      each instanceof tf.Tensor ? each.shape.join() : '',
    );
    const key = shapes.join(' ');
    if (!seen.has(key)) {
      if (tf.getBackend() === 'tensorflow')
        for (let i = 0; i < 2; i++) tf.dispose(compiled(...args) as tf.TensorContainer);
      seen.add(key);
    }
    return compiled(...args);
  };
  return Object.assign(call, {
    dispose: () => {
      compiled.dispose();
      seen.clear();
    },
  });
}
