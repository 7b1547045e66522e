import * as tf from '@tensorflow/tfjs';
import {registerComposedKernel} from './composed-kernel.ts';
import {checkOrder, type ConvolutionInfo, padded, sentBack, taps, tapValues} from './windows.ts';

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
    const attrs = attributes as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
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
    const attrs = attributes as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
    const filter = inputs['filter'] as tf.Tensor4D;
    const info = depthwiseInfo(attrs.inputShape, filter.shape, attrs);
    checkOrder(tf.DepthwiseConv2dNativeBackpropInput, info);
    const errors = split(inputs['dy']!, info);
    const weights = tf.unstack(tf.reshape(filter, [-1, info.inChannels, info.outChannels / info.inChannels]));
    const sent = weights.map((each) => tf.sum<tf.Tensor4D>(tf.mul(errors, each), -1));
    return sentBack(sent, info);
  });
}
