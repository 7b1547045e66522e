import * as tf from '@tensorflow/tfjs';
import {attributesOf} from '../../base/kernel-data.ts';
import {lower, type Lowering} from './lowering.ts';
import {gradient, type Repair} from './repair.ts';
import {spread} from './spread.ts';

type Slice = tf.StridedSliceAttrs;

const described = (x: tf.Tensor, {begin, end, strides, ...masks}: Slice) =>
  tf.slice_util.sliceInfo(
    x.shape,
    begin,
    end,
    strides,
    masks.beginMask,
    masks.endMask,
    masks.ellipsisMask,
    masks.newAxisMask,
    masks.shrinkAxisMask,
  );

/** Slices that drop, add or skip axes as slices of every axis and a new shape; cpu and wasm take other values where an axis is dropped. */
const plainSlice: Lowering = lower<{x: tf.Tensor}, Slice>(tf.StridedSlice, ({inputs: {x}, attributes, run}) => {
  const {ellipsisMask, newAxisMask, shrinkAxisMask} = attributes;
  if ((ellipsisMask || newAxisMask || shrinkAxisMask || 0) === 0) return undefined;
  const {begin, end, strides, finalShape} = described(x, attributes);
  // An end in front of the first value is written as none.
  const endMask = end.reduce((mask, last, axis) => (last < 0 ? mask | (1 << axis) : mask), 0);
  const none = {beginMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0};
  return tf.reshape(run({x}, {begin, end, strides, endMask, ...none}), finalShape);
});

/** `x[..., begin + i stride, ...]` was taken; everything else had no part in the result. */
const stridedSlice = gradient({
  kernelName: tf.StridedSlice,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attributes) => {
    const [x] = saved as [tf.Tensor];
    const info = described(x, attributesOf<Slice>(attributes));
    return {
      x: () => {
        if (info.finalShapeSparse.includes(0)) return tf.zeros(x.shape);
        return info.finalShapeSparse.reduce<tf.Tensor>((rest, count, axis) => {
          const [first, step] = [info.begin[axis]!, info.strides[axis]!];
          const apart = spread(step < 0 ? tf.reverse(rest, axis) : rest, axis, Math.abs(step));
          const from = step < 0 ? first + (count - 1) * step : first;
          const room = apart.shape.map((): [number, number] => [0, 0]);
          room[axis] = [from, x.shape[axis]! - from - apart.shape[axis]!];
          return tf.pad(apart, room);
        }, dy as tf.Tensor);
      },
    };
  },
});

/** The kernels know channels last only. */
const channelsFirst: Lowering = lower<{x: tf.Tensor}, tf.DepthToSpaceAttrs>(
  tf.DepthToSpace,
  ({inputs: {x}, attributes, run}) => {
    if (attributes.dataFormat !== 'NCHW') return undefined;
    const last = run({x: tf.transpose(x, [0, 2, 3, 1])}, {...attributes, dataFormat: 'NHWC'});
    return tf.transpose(last, [0, 3, 1, 2]);
  },
);

/** The inverse rearrangement: [h, bh, w, bw, c] -> [h, w, bh, bw, c]. */
const depthToSpace = gradient({
  kernelName: tf.DepthToSpace,
  gradFunc: (dy, _saved, attributes) => {
    const {blockSize: block} = attributesOf<tf.DepthToSpaceAttrs>(attributes);
    return {
      x: () => {
        const values = dy as tf.Tensor;
        const [batch, height, width, depth] = values.shape as [number, number, number, number];
        const rows = tf.reshape(values, [batch * (height / block), block, width / block, block * depth]);
        const cells = tf.transpose(rows, [0, 2, 1, 3]);
        return tf.reshape(cells, [batch, height / block, width / block, block * block * depth]);
      },
    };
  },
});

const diag = gradient({
  kernelName: tf.Diag,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => {
      const square = tf.reshape(dy as tf.Tensor, [x!.size, x!.size]);
      return tf.reshape(tf.sum(tf.mul(square, tf.eye(x!.size)), 1), x!.shape);
    },
  }),
});

const flipLeftRight = gradient({
  kernelName: tf.FlipLeftRight,
  gradFunc: (dy) => ({image: () => tf.reverse(dy as tf.Tensor, 2)}),
});

/** With a single result the engine hands over a tensor where the registered gradients expect a list. */
const list = (dy: tf.Tensor | tf.Tensor[]): tf.Tensor[] => (Array.isArray(dy) ? dy : [dy]);

const unstack = gradient({
  kernelName: tf.Unpack,
  gradFunc: (dy, _saved, attributes) => ({
    value: () => tf.stack(list(dy), attributesOf<tf.UnpackAttrs>(attributes).axis),
  }),
});

const split = gradient({
  kernelName: tf.SplitV,
  gradFunc: (dy, _saved, attributes) => ({
    x: () => tf.concat(list(dy), attributesOf<tf.SplitVAttrs>(attributes).axis),
  }),
});

/** Adds up the copies, axis by axis; the registered gradient ends at four axes. */
const tile = gradient({
  kernelName: tf.Tile,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attributes) => {
    const [x] = saved as [tf.Tensor];
    const {reps} = attributesOf<tf.TileAttrs>(attributes);
    return {
      x: () =>
        reps.reduce<tf.Tensor>((rest, copies, axis) => {
          const shape = [...rest.shape];
          shape[axis] = x.shape[axis]!;
          const [before, behind] = [shape.slice(0, axis), shape.slice(axis)].map((part) =>
            tf.util.sizeFromShape(part),
          ) as [number, number];
          return tf.reshape(tf.sum(tf.reshape(rest, [before, copies, behind]), 1), shape);
        }, dy as tf.Tensor),
    };
  },
});

export const rearranging: readonly Repair[] = [stridedSlice, depthToSpace, diag, flipLeftRight, unstack, split, tile];

export const rearrangements: readonly Lowering[] = [plainSlice, channelsFirst];
