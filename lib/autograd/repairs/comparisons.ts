import * as tf from '@tensorflow/tfjs';
import {attributesOf} from '../../base/kernel-data.ts';
import {gradient, type Repair} from './repair.ts';

/** Nothing depends smoothly on these inputs: their gradient is zero, in float32 whatever they are. */
const constant = (kernelName: string, ...names: string[]): Repair =>
  gradient({
    kernelName,
    inputsToSave: names,
    gradFunc: (_dy, saved) => Object.fromEntries(names.map((name, i) => [name, () => tf.zeros(saved[i]!.shape)])),
  });

const PAIRS = [
  tf.Equal,
  tf.NotEqual,
  tf.Greater,
  tf.GreaterEqual,
  tf.Less,
  tf.LessEqual,
  tf.LogicalAnd,
  tf.LogicalOr,
  tf.LogicalXor,
  // The registered gradient is that of a / b.
  tf.FloorDiv,
];

const SINGLE = [tf.LogicalNot, tf.Any, tf.All, tf.IsNan, tf.IsInf, tf.IsFinite, tf.ArgMax, tf.ArgMin];

/** The registered gradient passes through a rounding cast as if it did not round. */
const cast = gradient({
  kernelName: tf.Cast,
  gradFunc: (dy, _saved, attributes) => {
    const values = dy as tf.Tensor;
    const rounds = ['int32', 'bool'].includes(attributesOf<tf.CastAttrs>(attributes).dtype);
    return {x: () => (rounds ? tf.zeros(values.shape) : tf.clone(values))};
  },
});

export const comparisons: readonly Repair[] = [
  ...PAIRS.map((name) => constant(name, 'a', 'b')),
  ...SINGLE.map((name) => constant(name, 'x')),
  cast,
];
