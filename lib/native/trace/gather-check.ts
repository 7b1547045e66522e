import * as tf from '@tensorflow/tfjs';

/** Recording, as far as the check of indices needs it. */
interface Reader {
  whileReading<Result>(run: () => Result): Result;
}

/**
 * Lets the gather of tfjs-node read its indices while a function is recorded, and returns how to undo it.
 *
 * tfjs-node looks at all indices to refuse those out of range, which it may do in the recorded calls; in the graph TensorFlow's own
 * operation refuses them.
 */
export function allowGatherCheck(recorder: Reader): () => void {
  const kernel = tf.getKernel('GatherV2', 'tensorflow');
  if (kernel === undefined) return () => {};
  const replace = (config: tf.KernelConfig): void => {
    tf.unregisterKernel('GatherV2', 'tensorflow');
    tf.registerKernel(config);
  };
  replace({...kernel, kernelFunc: (params) => recorder.whileReading(() => kernel.kernelFunc(params))});
  return () => replace(kernel);
}
