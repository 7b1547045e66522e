import * as tf from '@tensorflow/tfjs';
import {replaceMethods} from '../../base/replace-methods.ts';
import type {Repair} from './repair.ts';

type Transform = (z: tf.Tensor) => tf.Tensor;

/** `irfft` of four axes and more comes back as rows of one table; here with the axes of its input. */
function withAxes(transform: Transform): Transform {
  return (z) => {
    if (z.rank < 4) return transform(z);
    return tf.tidy(() => {
      const rows = transform(tf.reshape(z, [-1, z.shape.at(-1)!]));
      return tf.reshape(rows, [...z.shape.slice(0, -1), rows.shape.at(-1)!]);
    });
  };
}

/** The operation and the method of tensors. */
export const inverseRealTransform: Repair = () => {
  const irfft = withAxes(tf.spectral.irfft);
  const undos = [
    replaceMethods(tf.spectral, {irfft}),
    replaceMethods(tf.Tensor.prototype, {
      irfft(this: tf.Tensor) {
        return irfft(this);
      },
    }),
  ];
  return () => undos.forEach((undo) => undo());
};
