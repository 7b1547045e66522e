import * as tf from '@tensorflow/tfjs';

/** What windows over one axis of a tensor need of it. */
export interface Reach {
  readonly size: number;
  readonly out: number;
  readonly stride: number;
  /** Values from the first to the last that a window meets. */
  readonly extent: number;
  readonly before: number;
}

/** How many values the axis must get, or lose, behind its last one, so that the windows fit exactly without padding. */
export const behind = ({size, out, stride, extent, before}: Reach): number =>
  (out - 1) * stride + extent - size - before;

/** Pads or cuts the axes behind the batch, so that windows without padding meet the same values. */
export function fitted(x: tf.Tensor, reaches: readonly Reach[], fill = 0): tf.Tensor {
  const after = reaches.map(behind);
  const room = reaches.map(({before}, i): [number, number] => [before, Math.max(0, after[i]!)]);
  const isPadded = room.some(([front, back]) => front > 0 || back > 0);
  const whole = isPadded ? tf.pad(x, [[0, 0], ...room, [0, 0]], fill) : x;
  if (after.every((count) => count >= 0)) return whole;
  const [batch, channels] = [x.shape[0], x.shape.at(-1)] as [number, number];
  const size = reaches.map(({size, before}, i) => size + before + after[i]!);
  return tf.slice(
    whole,
    x.shape.map(() => 0),
    [batch, ...size, channels],
  );
}

/** Undoes `fitted`: the part of padded values that belongs to the unpadded ones, zeros where values were cut. */
export function unfitted(padded: tf.Tensor, reaches: readonly Reach[]): tf.Tensor {
  const after = reaches.map(behind);
  const missing = after.map((count): [number, number] => [0, Math.max(0, -count)]);
  const whole = missing.some(([, count]) => count > 0) ? tf.pad(padded, [[0, 0], ...missing, [0, 0]]) : padded;
  const begin = [0, ...reaches.map(({before}) => before), 0];
  const [batch, channels] = [padded.shape[0], padded.shape.at(-1)] as [number, number];
  return tf.slice(whole, begin, [batch, ...reaches.map(({size}) => size), channels]);
}

type Padding = tf.Conv2DAttrs['pad'];

/**
 * Padding in numbers for rows and columns apart: of one number for both, TensorFlow.js takes the height of the window for its width.
 */
export const inPairs = (pad: Padding): Padding =>
  typeof pad === 'number'
    ? [
        [0, 0],
        [pad, pad],
        [pad, pad],
        [0, 0],
      ]
    : pad;

/** What of an axis windows meet that are shorter than their stride; TensorFlow.js pads by less than nothing there. */
export const metOnly = (x: tf.Tensor, reaches: readonly Reach[]): tf.Tensor => {
  const size = reaches.map(({size, out, stride, extent}) => Math.min(size, (out - 1) * stride + extent));
  if (size.every((count, i) => count === reaches[i]!.size)) return x;
  return tf.slice(
    x,
    x.shape.map(() => 0),
    [x.shape[0], ...size, x.shape.at(-1)!],
  );
};

type Info2d = ReturnType<typeof tf.backend_util.computeConv2DInfo>;
type Info3d = ReturnType<typeof tf.backend_util.computeConv3DInfo>;

/** Rows and columns of a convolution or pooling. */
export const reaches2d = (info: Info2d): [Reach, Reach] => [
  {
    size: info.inHeight,
    out: info.outHeight,
    stride: info.strideHeight,
    extent: info.effectiveFilterHeight,
    before: info.padInfo.top,
  },
  {
    size: info.inWidth,
    out: info.outWidth,
    stride: info.strideWidth,
    extent: info.effectiveFilterWidth,
    before: info.padInfo.left,
  },
];

/** Depth, rows and columns. */
export const reaches3d = (info: Info3d): [Reach, Reach, Reach] => [
  {
    size: info.inDepth,
    out: info.outDepth,
    stride: info.strideDepth,
    extent: info.effectiveFilterDepth,
    before: Math.max(0, info.padInfo.front),
  },
  {
    size: info.inHeight,
    out: info.outHeight,
    stride: info.strideHeight,
    extent: info.effectiveFilterHeight,
    before: Math.max(0, info.padInfo.top),
  },
  {
    size: info.inWidth,
    out: info.outWidth,
    stride: info.strideWidth,
    extent: info.effectiveFilterWidth,
    before: Math.max(0, info.padInfo.left),
  },
];
