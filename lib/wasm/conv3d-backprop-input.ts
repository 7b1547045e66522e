import * as tf from '@tensorflow/tfjs';
import {attributesOf, inputsOf} from '../base/kernel-data.ts';
import {runKernel} from '../base/run-kernel.ts';
import {replaceKernel} from './kernels.ts';
import {sentBack} from './windows.ts';

type Shape4 = [number, number, number, number];
type Shape5 = [number, number, number, number, number];

/**
 * Composes the gradient of a convolution in three dimensions with respect to its input, which is also the transposed convolution,
 * out of those of its slices in two:
 *
 * `dx[z stride + k - front] += backpropInput2d(dy[z], W[k])`
 *
 * The kernel of the WebAssembly backend adds to memory that is not cleared, and not everywhere.
 */
function composed(dy: tf.Tensor, filter: tf.Tensor, attributes: tf.Conv3DBackpropInputV2Attrs): tf.Tensor {
  const {strides, pad, inputShape} = attributes;
  const info = tf.backend_util.computeConv3DInfo(inputShape, filter.shape as Shape5, strides, 1, pad);
  const {batchSize, inDepth, inHeight, inWidth, outDepth, outHeight, outWidth, inChannels, outChannels} = info;
  const [front, back, top, bottom, left, right] = (['front', 'back', 'top', 'bottom', 'left', 'right'] as const).map(
    (side) => Math.max(0, info.padInfo[side]),
  ) as [number, number, number, number, number, number];
  const errors = tf.reshape(dy, [batchSize * outDepth, outHeight, outWidth, outChannels]);
  const slices = {
    strides: [info.strideHeight, info.strideWidth],
    pad: [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    dataFormat: 'NHWC',
    inputShape: [batchSize * outDepth, inHeight, inWidth, inChannels],
  };
  const sent = tf.unstack(filter).map((weights): tf.Tensor4D => {
    const slice = runKernel(tf.Conv2DBackpropInput, {dy: errors, filter: weights}, slices);
    return tf.reshape(slice, [batchSize, outDepth, inHeight * inWidth, inChannels]);
  });
  const shape: Shape4 = [batchSize, inDepth, inHeight * inWidth, inChannels];
  const depth = tf.backend_util.computePool2DInfo(shape, [info.filterDepth, 1], [info.strideDepth, 1], 1, [
    [0, 0],
    [front, back],
    [0, 0],
    [0, 0],
  ]);
  return tf.reshape(sentBack(sent, depth), inputShape);
}

/** Replaces the gradient with respect to the input, and the transposed convolution, in three dimensions. */
export function replaceConv3dBackpropInput(): void {
  replaceKernel(tf.Conv3DBackpropInputV2, () => ({inputs, attrs}) => {
    const {dy, filter} = inputsOf<{dy: tf.Tensor; filter: tf.Tensor}>(inputs);
    return tf.tidy(() => composed(dy, filter, attributesOf<tf.Conv3DBackpropInputV2Attrs>(attrs)));
  });
}
