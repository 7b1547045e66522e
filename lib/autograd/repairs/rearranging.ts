import * as tf from '@tensorflow/tfjs';
import {gradient, type Repair} from './repair.ts';
import {spread} from './spread.ts';

/** `x[..., begin + i stride, ...]` was taken; everything else had no part in the result. */
const stridedSlice = gradient({
  kernelName: tf.StridedSlice,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attributes) => {
    const [x] = saved as [tf.Tensor];
    const given = attributes as unknown as tf.StridedSliceAttrs;
    const {begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask} = given;
    const masks = [beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask] as const;
    const info = tf.slice_util.sliceInfo(x.shape, begin, end, strides, ...masks);
    return {
      x: () =>
        info.finalShapeSparse.reduce<tf.Tensor>(
          (rest, count, axis) => {
            const [first, step] = [info.begin[axis]!, info.strides[axis]!];
            if (count === 0) return rest;
            const apart = spread(step < 0 ? tf.reverse(rest, axis) : rest, axis, Math.abs(step));
            const from = step < 0 ? first + (count - 1) * step : first;
            const room = apart.shape.map((): [number, number] => [0, 0]);
            room[axis] = [from, x.shape[axis]! - from - apart.shape[axis]!];
            return tf.pad(apart, room);
          },
          tf.reshape(dy as tf.Tensor, info.finalShapeSparse),
        ),
    };
  },
});

/** The inverse rearrangement: [h, bh, w, bw, c] -> [h, w, bh, bw, c]. */
const depthToSpace = gradient({
  kernelName: tf.DepthToSpace,
  gradFunc: (dy, _saved, attributes) => {
    const {blockSize: block, dataFormat} = attributes as unknown as tf.DepthToSpaceAttrs;
    return {
      x: () => {
        const last = dataFormat === 'NHWC';
        const values = last ? (dy as tf.Tensor) : tf.transpose(dy as tf.Tensor, [0, 2, 3, 1]);
        const [batch, height, width, depth] = values.shape as [number, number, number, number];
        const rows = tf.reshape(values, [batch * (height / block), block, width / block, block * depth]);
        const cells = tf.transpose(rows, [0, 2, 1, 3]);
        const result = tf.reshape(cells, [batch, height / block, width / block, block * block * depth]);
        return last ? result : tf.transpose(result, [0, 3, 1, 2]);
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
    value: () => tf.stack(list(dy), (attributes as unknown as tf.UnpackAttrs).axis),
  }),
});

const split = gradient({
  kernelName: tf.SplitV,
  gradFunc: (dy, _saved, attributes) => ({
    x: () => tf.concat(list(dy), (attributes as unknown as tf.SplitVAttrs).axis),
  }),
});

/** Adds up the copies, axis by axis; the registered gradient ends at four axes. */
const tile = gradient({
  kernelName: tf.Tile,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attributes) => {
    const [x] = saved as [tf.Tensor];
    const {reps} = attributes as unknown as tf.TileAttrs;
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
