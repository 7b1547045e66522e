import * as tf from '@tensorflow/tfjs';
import {checkDevice, DeviceLostError, type Gpu, type OnDevice} from './device-loss.ts';

/** Milliseconds in which a device of WebGPU tells that it is lost, after a read that was the first to know. */
const tellingTime = 100;

/** What waits for the loss of a device of WebGPU: its promise would keep all that ever waited. */
const waiting = new WeakMap<Gpu, Set<() => void>>();

function waitingFor(gpu: Gpu): Set<() => void> {
  const known = waiting.get(gpu);
  if (known !== undefined) return known;
  const ends = new Set<() => void>();
  waiting.set(gpu, ends);
  void gpu.lost.then(() => ends.forEach((end) => end()));
  return ends;
}

/** Calls back when the device of the backend is lost, and returns what ends the wait; null where there is none to lose. */
function onLoss({device, gpgpu}: OnDevice, lose: (error: DeviceLostError) => void): (() => void) | null {
  if (device) {
    const end = (): void => lose(new DeviceLostError('WebGPU'));
    const ends = waitingFor(device).add(end);
    return () => void ends.delete(end);
  }
  const canvas = gpgpu?.gl?.canvas;
  if (canvas === undefined) return null;
  const end = (): void => lose(new DeviceLostError());
  canvas.addEventListener('webglcontextlost', end);
  return () => canvas.removeEventListener('webglcontextlost', end);
}

/**
 * What a promise gives that reads tensors; once the device is lost, TensorFlow.js lets it wait for ever, or end with an error of the
 * browser's.
 *
 * @throws DeviceLostError where the WebGL or WebGPU device is lost or gets lost, and what the promise throws
 */
export async function orDeviceLost<Result>(reading: Promise<Result>): Promise<Result> {
  const backend = tf.backend() as OnDevice;
  let lose = (_error: unknown): void => {};
  const lost = new Promise<never>((_, reject) => (lose = reject));
  const stop = onLoss(backend, lose);
  if (stop === null) return await reading;
  try {
    checkDevice();
  } catch (error) {
    lose(error);
  }
  try {
    return await Promise.race([reading, lost]);
  } catch (error) {
    if (backend.device && !(error instanceof DeviceLostError)) {
      await Promise.race([lost, new Promise((resolve) => setTimeout(resolve, tellingTime))]);
    }
    throw error;
  } finally {
    stop();
  }
}
