import * as tf from '@tensorflow/tfjs';

/** Runs a function as if the backend were WebGL, with textures of float32 or without. */
export function asWebgl<Result>(isFloat32: boolean, work: () => Result): Result {
  const engine = tf.engine() as unknown as {backendName: string};
  const {backendName} = engine;
  engine.backendName = 'webgl';
  tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', isFloat32);
  try {
    return work();
  } finally {
    engine.backendName = backendName;
    // To ask for what it was would look for a device.
    tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', true);
  }
}
