import * as tf from '@tensorflow/tfjs';

export async function loadBackend(): Promise<string> {
  await import('@tensorflow/tfjs-node');
  await tf.ready();
  return tf.getBackend();
}
