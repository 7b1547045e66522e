import * as tf from '@tensorflow/tfjs';

type Replacement = (original: tf.KernelFunc) => tf.KernelFunc;

const replaced = new Set<string>();

/**
 * Replaces a kernel of the WebAssembly backend, once; where there is none, nothing happens.
 *
 * @param kernelName for example `tf.BatchMatMul`
 * @param replace makes the new kernel of the one that is registered
 */
export function replaceKernel(kernelName: string, replace: Replacement): void {
  const kernel = tf.getKernel(kernelName, 'wasm') as tf.KernelConfig | undefined;
  if (kernel === undefined || replaced.has(kernelName)) return;
  replaced.add(kernelName);
  // Registering over a kernel that is there makes TensorFlow.js warn.
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({...kernel, kernelFunc: replace(kernel.kernelFunc)});
}
