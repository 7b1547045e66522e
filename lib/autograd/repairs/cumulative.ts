import * as tf from '@tensorflow/tfjs';
import {attributesOf} from '../../base/kernel-data.ts';
import {lower, type Lowering} from './lowering.ts';
import {gradient, type Repair} from './repair.ts';

/** `dx = cumsum(dy)` in the other direction; the registered gradient transposes it once too often. */
const cumulativeSum = gradient({
  kernelName: tf.Cumsum,
  gradFunc: (dy, _saved, attributes) => {
    const {axis, exclusive, reverse} = attributesOf<tf.CumsumAttrs>(attributes);
    return {x: () => tf.cumsum(dy as tf.Tensor, axis, exclusive, !reverse)};
  },
});

/** Brings the axes to the end as one, and gives back how to undo it. */
function joined(x: tf.Tensor, axes: readonly number[]): [tf.Tensor, (values: tf.Tensor) => tf.Tensor] {
  const order = [...x.shape.keys()].filter((axis) => !axes.includes(axis)).concat(axes);
  const moved = tf.transpose(x, order);
  const flat = tf.reshape(moved, [...moved.shape.slice(0, x.rank - axes.length), -1]);
  const undo = tf.backend_util.getUndoAxesPermutation(order);
  return [flat, (values) => tf.transpose(tf.reshape(values, moved.shape), undo)];
}

/** `dx_i = dy` times the product of all others; right with zeros among them, and for axes counted from the end. */
const product = gradient({
  kernelName: tf.Prod,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => ({
    x: () => {
      const {axis} = attributesOf<tf.ProdAttrs>(attributes);
      const axes = tf.util.parseAxisParam(axis ?? [...x!.shape.keys()], x!.shape);
      const [flat, back] = joined(x!, axes);
      const others = tf.mul(tf.cumprod(flat, -1, true, false), tf.cumprod(flat, -1, true, true));
      return back(tf.mul(others, tf.reshape(dy as tf.Tensor, [...flat.shape.slice(0, -1), 1])));
    },
  }),
});

export const cumulative: readonly Repair[] = [cumulativeSum, product];

/** The values moved along the axis by so many places, ones in front. */
function shifted(x: tf.Tensor, axis: number, places: number): tf.Tensor {
  const [ones, rest] = [[...x.shape], [...x.shape]];
  const count = Math.min(places, x.shape[axis]!);
  ones[axis] = count;
  rest[axis]! -= count;
  return tf.concat(
    [
      tf.ones(ones),
      tf.slice(
        x,
        x.shape.map(() => 0),
        rest,
      ),
    ],
    axis,
  );
}

/** The axis counted from the front; kernels of cpu and wasm take one that is counted from the end for none of theirs. */
const fromFront = (axis: number, x: tf.Tensor): number => tf.util.parseAxisParam(axis, x.shape)[0]!;

const sums: Lowering = lower<{x: tf.Tensor}, tf.CumsumAttrs>(tf.Cumsum, ({inputs, attributes, run}) =>
  run(inputs, {...attributes, axis: fromFront(attributes.axis, inputs.x)}),
);

/** Cumulative products have no gradient at all; products with copies moved by 1, 2, 4, ... places do, with zeros too. */
const products: Lowering = lower<{x: tf.Tensor}, tf.CumprodAttrs>(
  tf.Cumprod,
  ({inputs: {x}, attributes, taped, run}) => {
    const axis = fromFront(attributes.axis, x);
    if (x.size === 0) return tf.clone(x);
    if (!taped) return run({x}, {...attributes, axis});
    const forth = attributes.reverse ? tf.reverse(x, axis) : x;
    let result = attributes.exclusive ? shifted(forth, axis, 1) : forth;
    for (let places = 1; places < x.shape[axis]!; places *= 2) {
      result = tf.mul(result, shifted(result, axis, places));
    }
    return attributes.reverse ? tf.reverse(result, axis) : tf.clone(result);
  },
);

export const cumulations: readonly Lowering[] = [sums, products];
