import * as tf from '@tensorflow/tfjs';
import {checkDevice} from './device-loss.ts';
import {orDeviceLost} from './or-device-lost.ts';

/**
 * Makes tensors, reads them as every backend can, and disposes of them.
 *
 * @param make runs in tf.tidy; what it returns may also be tensors that live elsewhere, which stay
 * @throws DeviceLostError where the device of a page is lost meanwhile
 * @example
 * const [[mean]] = await valuesOf(() => [tf.mean(x)]);
 */
export async function valuesOf(make: () => readonly tf.Tensor[]): Promise<Float32Array[]> {
  const tensors = tf.tidy(() => make().map((tensor) => tf.clone(tensor)));
  try {
    return (await orDeviceLost(Promise.all(tensors.map((tensor) => tensor.data())))) as Float32Array[];
  } finally {
    tf.dispose(tensors);
  }
}

/** Whether tensors can be read at once: the backend webgpu gives zeros then, and loses its device. */
export const readsAtOnce = (): boolean => tf.getBackend() !== 'webgpu';

/**
 * Refuses a function that has to read tensors at once on WebGPU, whose device gives zeros then and is lost, and on a WebGL device
 * that is lost, which gives zeros too.
 *
 * @param owner the function, first word of the message
 * @throws Error on the backend webgpu, DeviceLostError on a WebGL device that is lost
 */
export function checkReadsAtOnce(owner: string): void {
  checkDevice();
  if (readsAtOnce()) return;
  throw new Error(
    `${owner}: reads tensors at once, which the backend webgpu cannot; call it on another one: ` +
      "await tf.setBackend('webgl'), 'wasm' or 'cpu'",
  );
}
