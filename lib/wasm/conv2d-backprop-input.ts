import * as tf from '@tensorflow/tfjs';
import {replaceKernel} from './replace-kernel.ts';
import {checkOrder, convolved} from './windows.ts';

/**
 * Replaces the gradient of a convolution with respect to its input, which is also the transposed convolution, by a
 * convolution of the padded errors with the filter turned round, for strides of 1:
 *
 * `dx[y, x, c] = sum over i, j, q of dy[y + top - i, x + left - j, q] W[i, j, c, q]`
 *
 * The kernel of the WebAssembly backend adds number by number, convolutions run through XNNPACK. With longer strides
 * most of the errors would be zeros between others, and the kernel is as fast.
 */
export function replaceConv2dBackpropInput(): void {
  replaceKernel(tf.Conv2DBackpropInput, (original) => (call) => {
    const {dy, filter} = call.inputs as unknown as {dy: tf.Tensor4D; filter: tf.Tensor4D};
    const {strides, pad, dataFormat, dimRoundingMode, inputShape} =
      call.attrs as unknown as tf.Conv2DBackpropInputAttrs;
    const format = tf.backend_util.convertConv2DDataFormat(dataFormat);
    const info = tf.backend_util.computeConv2DInfo(
      inputShape,
      filter.shape,
      strides,
      1,
      pad,
      dimRoundingMode,
      false,
      format,
    );
    checkOrder(tf.Conv2DBackpropInput, info);
    const {inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, filterHeight, filterWidth} = info;
    const [top, left] = [filterHeight - 1 - info.padInfo.top, filterWidth - 1 - info.padInfo.left];
    const [bottom, right] = [
      inHeight + filterHeight - 1 - top - outHeight,
      inWidth + filterWidth - 1 - left - outWidth,
    ];
    // More padding than the filter reaches over makes errors that meet no image at all.
    if (strideHeight > 1 || strideWidth > 1 || Math.min(top, bottom, left, right) < 0) return original(call);
    return tf.tidy(() => {
      const errors = tf.pad4d(dy, [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]);
      return convolved(errors, tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]));
    });
  });
}
