import * as tf from '@tensorflow/tfjs';

/** Puts one thing right; the function that it returns puts back what was there. */
export type Repair = () => () => void;

const BACKENDS = ['tensorflow', 'wasm', 'cpu'] as const;

/** The backends whose kernels are known here. */
export type Backend = (typeof BACKENDS)[number];

/** Gives a kernel this gradient, in the place of the one that is registered, if any. */
export function gradient(config: tf.GradConfig): Repair {
  return () => {
    const before = tf.getGradient(config.kernelName);
    tf.registerGradient(config);
    return () => {
      // A gradient that somebody registered since then is theirs.
      if (tf.getGradient(config.kernelName) !== config) return;
      tf.unregisterGradient(config.kernelName);
      if (before !== undefined) tf.registerGradient(before);
    };
  };
}

/** Wraps the kernel of each backend that has it; `wrap` gets the one that is registered. */
export function kernel(
  kernelName: string,
  wrap: (original: tf.KernelFunc, backend: Backend) => tf.KernelFunc,
  backends: readonly Backend[] = BACKENDS,
): Repair {
  return () => {
    const undos = backends.flatMap((backendName) => {
      const before = tf.getKernel(kernelName, backendName) as tf.KernelConfig | undefined;
      if (before === undefined) return [];
      const config = {...before, kernelFunc: wrap(before.kernelFunc, backendName)};
      replaceKernel(config);
      return [
        (): void => {
          if ((tf.getKernel(kernelName, backendName) as unknown) === config) replaceKernel(before);
        },
      ];
    });
    return () => undos.forEach((undo) => undo());
  };
}

/** Registering over a kernel that is there makes TensorFlow.js warn. */
function replaceKernel(config: tf.KernelConfig): void {
  tf.unregisterKernel(config.kernelName, config.backendName);
  tf.registerKernel(config);
}
