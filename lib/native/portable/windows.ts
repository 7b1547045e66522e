import * as tf from '@tensorflow/tfjs';

/** What a convolution does to the rows and columns of its input; `tf.backend_util.computeConv2DInfo` gives it. */
export type ConvolutionInfo = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/** Rows and columns of the input that one tap (i, j) of the filter meets, for every place of the filter. */
export interface Window {
  readonly row: number;
  readonly column: number;
}

/** The taps of a filter, row by row. */
export function taps({filterHeight, filterWidth, dilationHeight, dilationWidth}: ConvolutionInfo): Window[] {
  return Array.from({length: filterHeight * filterWidth}, (_, tap) => ({
    row: Math.floor(tap / filterWidth) * dilationHeight,
    column: (tap % filterWidth) * dilationWidth,
  }));
}

/** Only [batch, rows, columns, channels] is composed, the one order in which this backend convolves at all. */
export function checkOrder(kernel: string, info: ConvolutionInfo): void {
  if (info.dataFormat === 'channelsLast') return;
  throw new RangeError(`${kernel} on wasm: dataFormat must be channels last ('NHWC'), received ${info.dataFormat}`);
}

/** Pads x with zeros as the convolution does, rows and columns. */
export function padded(x: tf.Tensor4D, {padInfo: {top, bottom, left, right}}: ConvolutionInfo): tf.Tensor4D {
  return tf.pad4d(x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
}

/** The values of padded x that one tap meets: [batch, outHeight, outWidth, channels]. */
export function tapValues(x: tf.Tensor4D, {row, column}: Window, info: ConvolutionInfo): tf.Tensor4D {
  const {outHeight, outWidth, strideHeight, strideWidth} = info;
  const [batch, , , channels] = x.shape;
  return tf.stridedSlice(
    x,
    [0, row, column, 0],
    [batch, row + (outHeight - 1) * strideHeight + 1, column + (outWidth - 1) * strideWidth + 1, channels],
    [1, strideHeight, strideWidth, 1],
  ) as tf.Tensor4D;
}
