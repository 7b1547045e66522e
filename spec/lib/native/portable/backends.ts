import * as tf from '@tensorflow/tfjs';
import type {BackendName} from '../../../../lib/native/backend-name.ts';
import {loadBackend} from '../../../../lib/native/backend.ts';

/** The values that work gives on a backend; the backend that ran before runs again afterwards. */
export async function valuesOn(name: BackendName, work: () => tf.Tensor[]): Promise<Float32Array[]> {
  const before = tf.getBackend() as BackendName;
  await loadBackend({backend: name});
  try {
    const tensors = tf.tidy(work);
    const values = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
    tf.dispose(tensors);
    return values;
  } finally {
    await loadBackend({backend: before});
  }
}
