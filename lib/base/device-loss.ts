import * as tf from '@tensorflow/tfjs';

/** What is needed of the WebGL context that the backend of TensorFlow.js draws in. */
interface Context {
  isContextLost(): boolean;
  readonly canvas: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

/** What is needed of a device of WebGPU. */
export interface Gpu {
  readonly lost: Promise<unknown>;
}

/** Thrown in pages where the WebGL or WebGPU device is lost, as by a driver that starts anew: its tensors are gone, and reads may never end. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';

  constructor(api = 'WebGL') {
    super(`the ${api} device was lost, and all tensors with it; reload the page and go on from what was saved`);
  }
}

/** What a backend computes on, where that may be lost. */
export interface OnDevice {
  readonly device?: Gpu;
  readonly gpgpu?: {readonly gl?: Context};
}

/** Whether devices of WebGPU are lost: they do not say it when asked, and their promise keeps all who wait. */
const known = new WeakMap<Gpu, boolean>();

/** Whether a device of WebGPU is lost; soon after it is asked about for the first time. */
function isGpuLost(gpu: Gpu): boolean {
  if (!known.has(gpu)) {
    known.set(gpu, false);
    void gpu.lost.then(() => known.set(gpu, true));
  }
  return known.get(gpu)!;
}

/**
 * Refuses to compute on a WebGL or WebGPU device that is lost, where whatever is read is 0.
 *
 * @throws DeviceLostError there
 */
export function checkDevice(): void {
  const {device, gpgpu} = tf.backend() as OnDevice;
  if (device && isGpuLost(device)) throw new DeviceLostError('WebGPU');
  if (gpgpu?.gl?.isContextLost()) throw new DeviceLostError();
}
