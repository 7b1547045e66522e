import * as tf from '@tensorflow/tfjs';

/** Puts `stride - 1` zeros between the values along an axis, none behind the last. */
export function spread(values: tf.Tensor, axis: number, stride: number): tf.Tensor {
  const count = values.shape[axis]!;
  if (stride === 1 || count < 2) return values;
  const [before, behind] = [values.shape.slice(0, axis), values.shape.slice(axis + 1)];
  const sizes = [before, behind].map((part) => tf.util.sizeFromShape(part)) as [number, number];
  const apart = tf.pad(tf.reshape(values, [sizes[0], count, 1, sizes[1]]), [
    [0, 0],
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ]);
  const joined = tf.reshape(apart, [sizes[0], count * stride, sizes[1]]);
  const length = (count - 1) * stride + 1;
  return tf.reshape(tf.slice(joined, [0, 0, 0], [sizes[0], length, sizes[1]]), [...before, length, ...behind]);
}
