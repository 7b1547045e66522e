import * as tf from '@tensorflow/tfjs';
import {gradientRule} from '../scope/gradient-rule.ts';
import {runKernel as run} from '../../base/run-kernel.ts';

/** A tensor of size 1 along the reduced axes, repeated to a shape. */
function repeated(dy: tf.Tensor, axes: readonly number[], shape: readonly number[]): tf.Tensor {
  const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const reps = shape.map((size, axis) => (axes.includes(axis) ? size : 1));
  const column = tf.reshape(dy, kept);
  return reps.every((count) => count === 1) ? column : run(tf.Tile, {x: column}, {reps});
}

/** A sum repeats the gradient along its axes; without the tensor of ones that TensorFlow.js multiplies by. */
export const sum = gradientRule<tf.SumAttrs>(tf.Sum, ['x'], (dy, [x], {axis}) => ({
  x: () => repeated(dy, tf.util.parseAxisParam(axis, x!.shape), x!.shape),
}));

/** A mean repeats the gradient divided by the number of values. */
export const mean = gradientRule<tf.MeanAttrs>(tf.Mean, ['x'], (dy, [x], {axis}) => ({
  x: () => {
    const axes = tf.util.parseAxisParam(axis, x!.shape);
    const count = axes.reduce((product, each) => product * x!.shape[each]!, 1);
    return repeated(tf.div(dy, count), axes, x!.shape);
  },
}));

/** Repeating sums the gradient over the copies, axis by axis, in any rank. */
export const tile = gradientRule<tf.TileAttrs>(tf.Tile, ['x'], (dy, [x], {reps}) => ({
  x: () => {
    const shape = [...x!.shape];
    let result = dy;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (reps[axis] === 1) continue;
      const before = result.shape.slice(0, axis).reduce((product, size) => product * size, 1);
      const after = result.shape.slice(axis + 1).reduce((product, size) => product * size, 1);
      const copies = tf.reshape(result, [before, reps[axis]!, shape[axis]! * after]);
      result = tf.reshape(tf.sum(copies, 1), [
        ...result.shape.slice(0, axis),
        shape[axis]!,
        ...result.shape.slice(axis + 1),
      ]);
    }
    return result;
  },
}));
