import * as tf from '@tensorflow/tfjs';

/**
 * Makes tensors, reads them as every backend can, and disposes of them.
 *
 * @param make runs in tf.tidy; what it returns may also be tensors that live elsewhere, which stay
 * @example
 * const [[mean]] = await valuesOf(() => [tf.mean(x)]);
 */
export async function valuesOf(make: () => readonly tf.Tensor[]): Promise<Float32Array[]> {
  const tensors = tf.tidy(() => make().map((tensor) => tf.clone(tensor)));
  try {
    return (await Promise.all(tensors.map((tensor) => tensor.data()))) as Float32Array[];
  } finally {
    tf.dispose(tensors);
  }
}

/** Whether tensors can be read at once: the backend webgpu gives zeros then, and loses its device. */
export const readsAtOnce = (): boolean => tf.getBackend() !== 'webgpu';

/**
 * Refuses a function that has to read tensors at once on WebGPU, whose device gives zeros then and is lost.
 *
 * @param owner the function, first word of the message
 * @throws Error on the backend webgpu
 */
export function checkReadsAtOnce(owner: string): void {
  if (readsAtOnce()) return;
  throw new Error(
    `${owner}: reads tensors at once, which the backend webgpu cannot; call it on another one: ` +
      "await tf.setBackend('webgl'), 'wasm' or 'cpu'",
  );
}
