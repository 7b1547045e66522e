import * as tf from '@tensorflow/tfjs';
import {summedTo} from './broadcasting.ts';
import {lower, type Lowering} from './lowering.ts';
import {gradient, type Repair} from './repair.ts';

const SELU_SCALE = 1.0507009873554805;
const SELU_SCALE_ALPHA = 1.7580993408473768;

/** At 0 the registered gradient is -1; the middle of the subgradients is 0. */
const abs = gradient({
  kernelName: tf.Abs,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => {
      const values = tf.cast(x!, 'float32');
      // The sign of what is no number is 0 on some backends.
      return tf.mul(dy as tf.Tensor, tf.where(tf.isNaN(values), values, tf.sign(values)));
    },
  }),
});

/** The registered gradient takes exp of large positive x, whose product with 0 is no number in the next order. */
const selu = gradient({
  kernelName: tf.Selu,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => {
      const falling = tf.mul(tf.exp(tf.minimum(x!, 0)), SELU_SCALE_ALPHA);
      return tf.mul(dy as tf.Tensor, tf.where(tf.greater(x!, 0), tf.fill(x!.shape, SELU_SCALE), falling));
    },
  }),
});

/** x where the condition holds, else 1, so that what is not wanted is not infinite either. */
const orOne = (condition: tf.Tensor, x: tf.Tensor): tf.Tensor => tf.where(condition, x, tf.onesLike(x));

/** b a^(b - 1) is 0 where b is 0, and a^b log a is 0 where a is not positive; neither may pass through infinity. */
const pow = gradient({
  kernelName: tf.Pow,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved.map((tensor) => tf.cast(tensor, 'float32')) as [tf.Tensor, tf.Tensor];
    const along = dy as tf.Tensor;
    return {
      a: () => {
        const safe = orOne(tf.notEqual(b, 0), tf.broadcastTo(a, along.shape));
        return summedTo(a.shape, tf.mul(along, tf.mul(b, tf.pow(safe, tf.sub(b, 1)))));
      },
      b: () => {
        const positive = tf.greater(a, 0);
        const logarithm = tf.mul(tf.cast(positive, 'float32'), tf.log(orOne(positive, a)));
        return summedTo(b.shape, tf.mul(along, tf.mul(tf.pow(a, b), logarithm)));
      },
    };
  },
});

export const elementwise: readonly Repair[] = [abs, selu, pow];

/** `divNoNan` divides by 0 before it chooses; dividing by 1 there chooses the same and has a gradient. */
export const divideNoNan: Lowering = lower<{a: tf.Tensor; b: tf.Tensor}, Record<string, never>>(
  tf.RealDiv,
  ({inputs: {a, b}, operations, run}) =>
    operations.at(-2) === 'divNoNan' ? run({a, b: orOne(tf.notEqual(b, 0), b)}) : undefined,
);

/** On cpu the result is of type int32 whatever the operands are. */
export const floorDivision: Lowering = lower<{a: tf.Tensor; b: tf.Tensor}, object>(
  tf.FloorDiv,
  ({inputs: {a, b}, backend}) =>
    backend === 'cpu' && a.dtype === 'float32' && b.dtype === 'float32' ? tf.floor(tf.div(a, b)) : undefined,
);
