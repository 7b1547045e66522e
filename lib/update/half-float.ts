import * as tf from '@tensorflow/tfjs';
import {onBackend} from './on-backend.ts';

/**
 * Whether the device keeps numbers in 16 bits: 11 binary digits, from 6e-8 to 65504.
 *
 * That of WebGL does where it cannot draw float32 textures. `floatPrecision()` of that backend tells the contrary (TensorFlow.js
 * 6980), so that its setting is asked.
 */
export function keepsHalves(): boolean {
  return tf.getBackend() === 'webgl' && !tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED');
}

/**
 * Refuses a device that keeps numbers in 16 bits, for what has to tell losses apart that differ by little.
 *
 * @param owner the function, first word of the message
 * @throws Error on such a device
 */
export function checkKeepsFloat32(owner: string): void {
  if (!keepsHalves()) return;
  throw new Error(
    `${owner}: needs numbers in float32, and this device keeps them in 16 bits; call it on another backend: ` +
      "await tf.setBackend('wasm') or 'cpu'",
  );
}

/** What the data of variables were before such a device rounded them. */
const exact = new WeakMap<object, Float32Array>();

/**
 * Runs the update of an optimizer in float32, also where the device keeps numbers in 16 bits.
 *
 * In 16 bits the square of a gradient of 1e-3 is 0, that of 300 infinite, epsilon is 0, an average with decay 0.999 stands still, and
 * so does a weight that moves by less than 1/2048 of itself. There the update is done by the plain JavaScript backend: gradients are
 * read, state and weights stay in float32, and the device gets what it rounds of them. Everywhere else nothing is changed.
 *
 * @param work synchronous
 */
export function inFloat32<Result>(work: () => Result): Result {
  return keepsHalves() ? exactly(work) : work();
}

/**
 * Keeps all variables as they are before such a device rounds them, for the next update: where weights have just been loaded, a run
 * goes on from what was saved.
 */
export function keepExact(): void {
  if (!keepsHalves()) return;
  for (const variable of Object.values(tf.engine().registeredVariables)) {
    const isNew = variable.dtype === 'float32' && !exact.has(variable.dataId);
    if (isNew) exact.set(variable.dataId, variable.dataSync<'float32'>());
  }
}

function exactly<Result>(work: () => Result): Result {
  const cpu = tf.findBackend('cpu');
  const variables = (): tf.Variable[] => Object.values(tf.engine().registeredVariables);
  return onBackend('cpu', cpu, () => {
    // What the device has rounded since the update before is taken as it was.
    for (const variable of variables()) {
      const values = exact.get(variable.dataId);
      if (values === undefined || cpu.refCount(variable.dataId) > 0) continue;
      tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    }
    const result = work();
    for (const {dataId, dtype} of variables()) {
      if (dtype === 'float32' && cpu.refCount(dataId) > 0) exact.set(dataId, cpu.readSync(dataId) as Float32Array);
    }
    return result;
  });
}
