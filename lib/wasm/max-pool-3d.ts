import * as tf from '@tensorflow/tfjs';
import {replaceKernel} from './replace-kernel.ts';

/** Numbers of padding of one pooling over two axes. */
const around = (first: readonly [number, number], second: readonly [number, number]): tf.MaxPoolAttrs['pad'] =>
  [[0, 0], first, second, [0, 0]] as unknown as tf.MaxPoolAttrs['pad'];

/** The kernel of two axes is right; rows and columns first, the depth of their maxima then. */
function maximum(x: tf.Tensor5D, attributes: tf.MaxPool3DAttrs): tf.Tensor {
  const {filterSize, strides, pad, dimRoundingMode} = attributes;
  const info = tf.backend_util.computePool3DInfo(x.shape, filterSize, strides, 1, pad, dimRoundingMode);
  const {batchSize, inDepth, inHeight, inWidth, outHeight, outWidth, outDepth, inChannels, padInfo} = info;
  // A window smaller than its stride would be padded by less than nothing.
  const [top, bottom, left, right, front, back] = (['top', 'bottom', 'left', 'right', 'front', 'back'] as const).map(
    (side) => Math.max(0, padInfo[side]),
  ) as [number, number, number, number, number, number];
  const images = tf.reshape(x, [batchSize * inDepth, inHeight, inWidth, inChannels]) as tf.Tensor4D;
  const pool = (values: tf.Tensor4D, size: [number, number], step: [number, number], room: tf.MaxPoolAttrs['pad']) =>
    tf.maxPool(values, size, step, room);
  const rows = pool(
    images,
    [info.filterHeight, info.filterWidth],
    [info.strideHeight, info.strideWidth],
    around([top, bottom], [left, right]),
  );
  const columns = tf.reshape(rows, [batchSize, inDepth, outHeight * outWidth, inChannels]) as tf.Tensor4D;
  const deep = pool(columns, [info.filterDepth, 1], [info.strideDepth, 1], around([front, back], [0, 0]));
  return tf.reshape(deep, [batchSize, outDepth, outHeight, outWidth, inChannels]);
}

/** Replaces maximum pooling in three dimensions, whose kernel takes a number next to zero for the maximum of negative ones. */
export function replaceMaxPool3d(): void {
  replaceKernel(tf.MaxPool3D, () => ({inputs, attrs}) => {
    const {x} = inputs as unknown as {x: tf.Tensor5D};
    return tf.tidy(() => maximum(x, attrs as unknown as tf.MaxPool3DAttrs));
  });
}
