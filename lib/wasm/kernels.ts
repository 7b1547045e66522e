import * as tf from '@tensorflow/tfjs';

/** A kernel written in operations that the backend has. */
export type Composition = (
  inputs: Readonly<Record<string, tf.Tensor>>,
  attributes: Readonly<Record<string, unknown>>,
) => tf.Tensor;

/**
 * Gives the WebAssembly backend a kernel that it lacks; one that it has stays.
 *
 * Operations inside a kernel are not recorded for gradients, so a composition behaves like a kernel of the backend itself.
 */
export function registerComposedKernel(kernelName: string, compose: Composition): void {
  if (tf.getKernel(kernelName, 'wasm')) return;
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({inputs, attrs}) => {
      const given = Object.entries(inputs).map(([name, info]) => [name, asTensor(info as tf.TensorInfo)] as const);
      return tf.tidy(() => compose(Object.fromEntries(given), attrs as Record<string, unknown>));
    },
  });
}

/** Gradients of second order hand over tensors, which is what kernels are promised to get from every caller here. */
function asTensor(info: tf.TensorInfo): tf.Tensor {
  if (info instanceof tf.Tensor) return info;
  throw new TypeError('internal: a composed kernel was called with data that is no tensor');
}

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
