import * as tf from '@tensorflow/tfjs';
import {attributesOf, inputsOf} from '../base/kernel-data.ts';
import {registerComposedKernel, replaceKernel} from './kernels.ts';
import {checkOrder, type ConvolutionInfo, convolved, padded, sentBack, taps, tapValues} from './windows.ts';

/**
 * Composes the gradient of a convolution with respect to its filter out of another convolution, of the images over the
 * errors, in which the examples take the part of the channels and the strides that of dilation:
 *
 * `dW[i, j, c, q] = sum over n, y, x of x[n, y stride + i, x stride + j, c] dy[n, y, x, q]`
 */
export function registerConv2dBackpropFilter(): void {
  registerComposedKernel(tf.Conv2DBackpropFilter, (inputs, attributes) => {
    const [x, dy] = [inputs['x'] as tf.Tensor4D, inputs['dy'] as tf.Tensor4D];
    const {strides, pad, dataFormat, dimRoundingMode, filterShape} =
      attributesOf<tf.Conv2DBackpropFilterAttrs>(attributes);
    const format = tf.backend_util.convertConv2DDataFormat(dataFormat);
    const info = tf.backend_util.computeConv2DInfo(
      x.shape,
      filterShape,
      strides,
      1,
      pad,
      dimRoundingMode,
      false,
      format,
    );
    checkOrder(tf.Conv2DBackpropFilter, info);
    const {inChannels, batchSize, outHeight, outWidth, strideHeight, strideWidth, filterHeight, filterWidth} = info;
    // Strides may leave rows and columns at the end that no window meets.
    const met = [(outHeight - 1) * strideHeight + filterHeight, (outWidth - 1) * strideWidth + filterWidth] as const;
    const byChannel = tf.transpose(padded(x, info), [3, 1, 2, 0]);
    const images = tf.slice(byChannel, [0, 0, 0, 0], [inChannels, ...met, batchSize]);
    const errors = tf.transpose(dy, [1, 2, 0, 3]);
    return tf.transpose(convolved(images, errors, [strideHeight, strideWidth]), [1, 2, 0, 3]);
  });
}

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
    const {dy, filter} = inputsOf<{dy: tf.Tensor4D; filter: tf.Tensor4D}>(call.inputs);
    const {strides, pad, dataFormat, dimRoundingMode, inputShape} = attributesOf<tf.Conv2DBackpropInputAttrs>(
      call.attrs,
    );
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

function depthwiseInfo(
  inputShape: readonly number[],
  filterShape: readonly number[],
  {
    strides,
    dilations,
    pad,
    dimRoundingMode,
  }: Pick<tf.DepthwiseConv2dNativeBackpropFilterAttrs, 'strides' | 'dilations' | 'pad' | 'dimRoundingMode'>,
): ConvolutionInfo {
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
    true,
  );
}

/** dy with the channels of the input and the multiplier apart: [batch, rows, columns, channels, multiplier]. */
const split = (dy: tf.Tensor, {batchSize, outHeight, outWidth, inChannels, outChannels}: ConvolutionInfo): tf.Tensor =>
  tf.reshape(dy, [batchSize, outHeight, outWidth, inChannels, outChannels / inChannels]);

/** `dW[i, j, c, q] = sum over batch and places of x[row + i, column + j, c] dy[place, c, q]` */
export function registerDepthwiseBackpropFilter(): void {
  registerComposedKernel(tf.DepthwiseConv2dNativeBackpropFilter, (inputs, attributes) => {
    const attrs = attributesOf<tf.DepthwiseConv2dNativeBackpropFilterAttrs>(attributes);
    const x = inputs['x'] as tf.Tensor4D;
    const info = depthwiseInfo(x.shape, attrs.filterShape, attrs);
    checkOrder(tf.DepthwiseConv2dNativeBackpropFilter, info);
    const errors = split(inputs['dy']!, info);
    const whole = padded(x, info);
    const sums = taps(info).map((tap) =>
      tf.sum(tf.mul(tf.expandDims(tapValues(whole, tap, info), -1), errors), [0, 1, 2]),
    );
    return tf.reshape(tf.stack(sums), attrs.filterShape);
  });
}

/** `dx[row + i, column + j, c] += sum over q of dy[place, c, q] W[i, j, c, q]`, for every tap and place */
export function registerDepthwiseBackpropInput(): void {
  registerComposedKernel(tf.DepthwiseConv2dNativeBackpropInput, (inputs, attributes) => {
    const attrs = attributesOf<tf.DepthwiseConv2dNativeBackpropInputAttrs>(attributes);
    const filter = inputs['filter'] as tf.Tensor4D;
    const info = depthwiseInfo(attrs.inputShape, filter.shape, attrs);
    checkOrder(tf.DepthwiseConv2dNativeBackpropInput, info);
    const errors = split(inputs['dy']!, info);
    const weights = tf.unstack(tf.reshape(filter, [-1, info.inChannels, info.outChannels / info.inChannels]));
    const sent = weights.map((each) => tf.sum<tf.Tensor4D>(tf.mul(errors, each), -1));
    return sentBack(sent, info);
  });
}
