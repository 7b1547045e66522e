import * as tf from '@tensorflow/tfjs';

/** What windows do to the spatial dimensions of a tensor [batch, ...spatial, channels]: one number for each dimension. */
export interface Windows {
  readonly filter: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly out: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

type Info2d = ReturnType<typeof tf.backend_util.computePool2DInfo>;
type Info3d = ReturnType<typeof tf.backend_util.computePool3DInfo>;

/** The windows of a computation over rows and columns. */
export const windows2d = (info: Info2d): Windows => ({
  filter: [info.filterHeight, info.filterWidth],
  strides: [info.strideHeight, info.strideWidth],
  dilations: [info.dilationHeight, info.dilationWidth],
  out: [info.outHeight, info.outWidth],
  before: [info.padInfo.top, info.padInfo.left],
  after: [info.padInfo.bottom, info.padInfo.right],
});

/** The windows of a computation over depth, rows and columns. */
export const windows3d = (info: Info3d): Windows => ({
  filter: [info.filterDepth, info.filterHeight, info.filterWidth],
  strides: [info.strideDepth, info.strideHeight, info.strideWidth],
  dilations: [info.dilationDepth, info.dilationHeight, info.dilationWidth],
  out: [info.outDepth, info.outHeight, info.outWidth],
  // Negative where a window is shorter than its stride.
  before: [info.padInfo.front, info.padInfo.top, info.padInfo.left].map((count) => Math.max(0, count)),
  after: [info.padInfo.back, info.padInfo.bottom, info.padInfo.right].map((count) => Math.max(0, count)),
});

/** The positions in a window, the last dimension running fastest. */
const positions = (filter: readonly number[]): number[][] =>
  filter.reduce<number[][]>(
    (all, size) => all.flatMap((start) => Array.from({length: size}, (_, i) => [...start, i])),
    [[]],
  );

/**
 * The values that each position of the window meets: one tensor [batch, ...out, channels] for each, in order.
 *
 * @param fill the value outside of x
 */
export function tapValues(
  x: tf.Tensor,
  {filter, strides, dilations, out, before, after}: Windows,
  fill: number,
): tf.Tensor[] {
  const isPadded = [...before, ...after].some((count) => count > 0);
  const room = filter.map((_, axis): [number, number] => [before[axis]!, after[axis]!]);
  const whole = isPadded ? tf.pad(x, [[0, 0], ...room, [0, 0]], fill) : x;
  const [batch, channels] = [x.shape[0], x.shape.at(-1)!];
  return positions(filter).map((position) => {
    const begin = position.map((i, axis) => i * dilations[axis]!);
    const end = begin.map((start, axis) => start + (out[axis]! - 1) * strides[axis]! + 1);
    return tf.stridedSlice(whole, [0, ...begin, 0], [batch, ...end, channels], [1, ...strides, 1]);
  });
}

/** From the values, element by element, that whose candidate is the greatest, the first where several are. */
export function atMaximum(candidates: readonly tf.Tensor[], values: readonly tf.Tensor[]): tf.Tensor {
  let [greatest, chosen] = [candidates[0]!, values[0]!];
  for (let i = 1; i < candidates.length; i++) {
    const isGreater = tf.greater(candidates[i]!, greatest);
    greatest = tf.where(isGreater, candidates[i]!, greatest);
    chosen = tf.where(isGreater, values[i]!, chosen);
  }
  return chosen;
}
