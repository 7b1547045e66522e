import * as tf from '@tensorflow/tfjs';
import {gradient, type Repair} from './repair.ts';

/** Values that tie share the gradient equally; the registered one gives each of them all of it. */
const extreme = (kernelName: string, axesOf: (attributes: unknown) => number | number[]): Repair =>
  gradient({
    kernelName,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, [x, y], attributes) => {
      const axes = tf.util.parseAxisParam(axesOf(attributes), x!.shape);
      const kept = x!.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      return {
        x: () => {
          const chosen = tf.cast(tf.equal(x!, tf.reshape(y!, kept)), 'float32');
          return tf.mul(tf.reshape(dy as tf.Tensor, kept), tf.div(chosen, tf.sum(chosen, axes, true)));
        },
      };
    },
  });

export const extremes: readonly Repair[] = [
  extreme(tf.Max, (attributes) => (attributes as tf.MaxAttrs).reductionIndices),
  extreme(tf.Min, (attributes) => (attributes as tf.MinAttrs).axis),
];
