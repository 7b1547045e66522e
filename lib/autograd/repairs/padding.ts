import * as tf from '@tensorflow/tfjs';
import {attributesOf} from '../../base/kernel-data.ts';
import {gradient, type Repair} from './repair.ts';

/** Adds to the rows behind the padding along one axis what was reflected from them. */
function foldAxis(
  dy: tf.Tensor,
  axis: number,
  [before, after]: [number, number],
  mode: 'reflect' | 'symmetric',
): tf.Tensor {
  const size = dy.shape[axis]! - before - after;
  const rows = (from: number, count: number): tf.Tensor => {
    const [begin, extent] = [dy.shape.map(() => 0), [...dy.shape]];
    [begin[axis], extent[axis]] = [from, count];
    return tf.slice(dy, begin, extent);
  };
  const placed = (part: tf.Tensor, from: number): tf.Tensor => {
    const room = dy.shape.map((): [number, number] => [0, 0]);
    room[axis] = [from, size - from - part.shape[axis]!];
    return tf.pad(tf.reverse(part, axis), room);
  };
  // 'reflect' leaves out the edge itself.
  const edge = mode === 'reflect' ? 1 : 0;
  let sum = rows(before, size);
  if (before > 0) sum = tf.add(sum, placed(rows(0, before), edge));
  if (after > 0) sum = tf.add(sum, placed(rows(before + size, after), size - after - edge));
  return sum;
}

/** `mirrorPad` repeats values, so their gradients add up; the registered one drops the repeated ones. */
const mirrorPad = gradient({
  kernelName: tf.MirrorPad,
  gradFunc: (dy, _saved, attributes) => {
    const {paddings, mode} = attributesOf<tf.MirrorPadAttrs>(attributes);
    return {
      x: () => paddings.reduce<tf.Tensor>((rest, room, axis) => foldAxis(rest, axis, room, mode), dy as tf.Tensor),
    };
  },
});

export const padding: readonly Repair[] = [mirrorPad];
