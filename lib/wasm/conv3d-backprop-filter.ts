import * as tf from '@tensorflow/tfjs';
import {attributesOf, inputsOf} from '../base/kernel-data.ts';
import {runKernel} from '../base/run-kernel.ts';
import {replaceKernel} from './kernels.ts';

type Shape5 = [number, number, number, number, number];

/**
 * Composes the gradient of a convolution in three dimensions with respect to its filter out of those of its slices in two:
 *
 * `dW[k] = sum over z of backpropFilter2d(x[z stride + k - front], dy[z])`
 */
function composed(x: tf.Tensor, dy: tf.Tensor, attributes: tf.Conv3DBackpropFilterV2Attrs): tf.Tensor {
  const {strides, pad, filterShape} = attributes;
  const info = tf.backend_util.computeConv3DInfo(x.shape as Shape5, filterShape, strides, 1, pad);
  const {batchSize, inHeight, inWidth, inChannels, outDepth, outHeight, outWidth, outChannels, strideDepth} = info;
  const [front, back, top, bottom, left, right] = (['front', 'back', 'top', 'bottom', 'left', 'right'] as const).map(
    (side) => Math.max(0, info.padInfo[side]),
  ) as [number, number, number, number, number, number];
  const none: [number, number] = [0, 0];
  const whole = tf.pad(x, [none, [front, back], none, none, none]);
  const errors = tf.reshape(dy, [batchSize * outDepth, outHeight, outWidth, outChannels]);
  const slices = {
    strides: [info.strideHeight, info.strideWidth],
    pad: [none, [top, bottom], [left, right], none],
    dataFormat: 'NHWC',
    filterShape: filterShape.slice(1),
  };
  const parts = Array.from({length: info.filterDepth}, (_, k): tf.Tensor => {
    const met = tf.stridedSlice(
      whole,
      [0, k, 0, 0, 0],
      [batchSize, k + (outDepth - 1) * strideDepth + 1, inHeight, inWidth, inChannels],
      [1, strideDepth, 1, 1, 1],
    );
    const images = tf.reshape(met, [batchSize * outDepth, inHeight, inWidth, inChannels]);
    return runKernel(tf.Conv2DBackpropFilter, {x: images, dy: errors}, slices);
  });
  return tf.stack(parts);
}

/** Replaces the gradient with respect to the filter, whose kernel adds to memory that is not cleared. */
export function replaceConv3dBackpropFilter(): void {
  replaceKernel(tf.Conv3DBackpropFilterV2, () => ({inputs, attrs}) => {
    const {x, dy} = inputsOf<{x: tf.Tensor; dy: tf.Tensor}>(inputs);
    return tf.tidy(() => composed(x, dy, attributesOf<tf.Conv3DBackpropFilterV2Attrs>(attrs)));
  });
}
