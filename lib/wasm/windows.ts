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

/** Pads x as the convolution does, rows and columns, with zeros if nothing else is said. */
export function padded(x: tf.Tensor4D, {padInfo: {top, bottom, left, right}}: ConvolutionInfo, fill = 0): tf.Tensor4D {
  const room: [number, number][] = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  return tf.pad(x, room, fill);
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

/**
 * The way back from `tapValues`: what each tap sends to the places that it met, added up, without the padding.
 *
 * @param sent for each tap [batch, outHeight, outWidth, channels]
 */
export function sentBack(sent: readonly tf.Tensor4D[], info: ConvolutionInfo): tf.Tensor4D {
  const {top, bottom, left, right} = info.padInfo;
  const {batchSize, inHeight, inWidth, inChannels} = info;
  const [height, width] = [inHeight + top + bottom, inWidth + left + right];
  const parts = taps(info).map(({row, column}, tap) => {
    const apart = spread(spread(sent[tap]!, 1, info.strideHeight), 2, info.strideWidth);
    return tf.pad4d(apart, [
      [0, 0],
      [row, height - row - apart.shape[1]],
      [column, width - column - apart.shape[2]],
      [0, 0],
    ]);
  });
  return tf.slice(tf.addN(parts), [0, top, left, 0], [batchSize, inHeight, inWidth, inChannels]);
}

/** The convolution without padding and strides, as the kernel itself does it. */
export function convolved(x: tf.Tensor4D, filter: tf.Tensor4D, dilations: [number, number] = [1, 1]): tf.Tensor4D {
  const attributes = {strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations};
  return tf.engine().runKernel(tf.Conv2D, {x, filter}, attributes);
}
