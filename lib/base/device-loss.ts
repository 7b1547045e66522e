import * as tf from '@tensorflow/tfjs';

/** What is needed of the WebGL context that the backend of TensorFlow.js draws in. */
interface Context {
  isContextLost(): boolean;
  readonly canvas: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

/** Thrown in pages where the WebGL device is lost, as by a driver that starts anew: its tensors are gone, and reads never end. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';

  constructor() {
    super('the WebGL device was lost, and all tensors with it; reload the page and go on from what was saved');
  }
}

const contextOfWebgl = (): Context | null =>
  tf.getBackend() === 'webgl' ? ((tf.backend() as {gpgpu?: {gl?: Context}}).gpgpu?.gl ?? null) : null;

/**
 * Refuses to compute on a WebGL device that is lost, where whatever is read is 0.
 *
 * @throws DeviceLostError there
 */
export function checkDevice(): void {
  if (contextOfWebgl()?.isContextLost() === true) throw new DeviceLostError();
}

/**
 * What a promise gives that reads tensors; TensorFlow.js lets it wait for ever once the WebGL device is lost.
 *
 * @throws DeviceLostError where the device is lost or gets lost, and what the promise throws
 */
export async function orDeviceLost<Result>(reading: Promise<Result>): Promise<Result> {
  const context = contextOfWebgl();
  if (context === null) return await reading;
  let end = (): void => {};
  const lost = new Promise<never>((_, reject) => {
    end = () => reject(new DeviceLostError());
  });
  context.canvas.addEventListener('webglcontextlost', end);
  if (context.isContextLost()) end();
  try {
    return await Promise.race([reading, lost]);
  } finally {
    context.canvas.removeEventListener('webglcontextlost', end);
  }
}
