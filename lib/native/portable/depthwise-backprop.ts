import * as tf from '@tensorflow/tfjs';
import {registerComposedKernel} from './composed-kernel.ts';
import {checkOrder, type ConvolutionInfo, padded, taps, tapValues} from './windows.ts';

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

/** Puts `stride - 1` zeros between the rows (axis 1) or columns (axis 2), none behind the last. */
function spread(values: tf.Tensor4D, axis: 1 | 2, stride: number): tf.Tensor4D {
  if (stride === 1) return values;
  const apart = tf.expandDims(values, axis + 1);
  const gap = [...apart.shape];
  gap[axis + 1] = stride - 1;
  const shape = [...values.shape] as [number, number, number, number];
  shape[axis] *= stride;
  const joined = tf.reshape(tf.concat([apart, tf.zeros(gap)], axis + 1), shape);
  shape[axis] -= stride - 1;
  return tf.slice(joined, [0, 0, 0, 0], shape) as tf.Tensor4D;
}

/** `dx[row + i, column + j, c] += sum over q of dy[place, c, q] W[i, j, c, q]`, for every tap and place */
export function registerDepthwiseBackpropInput(): void {
  registerComposedKernel(tf.DepthwiseConv2dNativeBackpropInput, (inputs, attributes) => {
    const attrs = attributes as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
    const filter = inputs['filter'] as tf.Tensor4D;
    const info = depthwiseInfo(attrs.inputShape, filter.shape, attrs);
    checkOrder(tf.DepthwiseConv2dNativeBackpropInput, info);
    const {top, bottom, left, right} = info.padInfo;
    const [height, width] = [info.inHeight + top + bottom, info.inWidth + left + right];
    const errors = split(inputs['dy']!, info);
    const weights = tf.unstack(tf.reshape(filter, [-1, info.inChannels, info.outChannels / info.inChannels]));
    const parts = taps(info).map(({row, column}, tap) => {
      const sent = tf.sum(tf.mul(errors, weights[tap]!), -1) as tf.Tensor4D;
      const apart = spread(spread(sent, 1, info.strideHeight), 2, info.strideWidth);
      return tf.pad4d(apart, [
        [0, 0],
        [row, height - row - apart.shape[1]],
        [column, width - column - apart.shape[2]],
        [0, 0],
      ]);
    });
    return tf.slice(tf.addN(parts), [0, top, left, 0], attrs.inputShape);
  });
}
