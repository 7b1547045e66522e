import * as tf from '@tensorflow/tfjs';
import {range} from '../../frame/vectors.ts';

/** An activation: its formula, its derivative, its range, and the same from TensorFlow.js. */
export interface ActivationFunction {
  readonly name: string;
  readonly f: (z: number) => number;
  readonly derivative: (z: number) => number;
  /** Between which values it stays; null where it has no such bound. */
  readonly range: readonly [number | null, number | null];
  readonly inTf: (z: tf.Tensor) => tf.Tensor;
}

/** The factor of the leaky ReLU below 0. */
const leak = 0.01;

const sigma = (z: number): number => 1 / (1 + Math.exp(-z));

/** 1 / (1 + e^-z) */
export const logistic = sigma;

/** z for z >= 0, else alpha (e^z - 1) */
export const elu = (z: number, alpha = 1): number => (z >= 0 ? z : alpha * Math.expm1(z));

/** max(alpha (e^z - 1), z), as the notes print it */
export const printedElu = (z: number, alpha = 1): number => Math.max(alpha * Math.expm1(z), z);

/** The nine activations of the notes, those with a parameter at the leak and at alpha = 1. */
export const functions: readonly ActivationFunction[] = [
  {name: 'identity', f: (z) => z, derivative: () => 1, range: [null, null], inTf: (z) => tf.clone(z)},
  {
    name: 'step',
    f: (z) => (z < 0 ? 0 : 1),
    derivative: () => 0,
    range: [0, 1],
    inTf: (z) => tf.cast(tf.greaterEqual(z, 0), 'float32'),
  },
  {name: 'logistic', f: sigma, derivative: (z) => sigma(z) * sigma(-z), range: [0, 1], inTf: (z) => tf.sigmoid(z)},
  {
    name: 'tanh',
    f: (z) => 2 / (1 + Math.exp(-2 * z)) - 1,
    derivative: (z) => 1 - Math.tanh(z) ** 2,
    range: [-1, 1],
    inTf: (z) => tf.tanh(z),
  },
  {
    name: 'arctan',
    f: Math.atan,
    derivative: (z) => 1 / (1 + z * z),
    range: [-Math.PI / 2, Math.PI / 2],
    inTf: (z) => tf.atan(z),
  },
  {
    name: 'softsign',
    f: (z) => z / (1 + Math.abs(z)),
    derivative: (z) => (1 + Math.abs(z)) ** -2,
    range: [-1, 1],
    inTf: (z) => tf.div(z, tf.add(1, tf.abs(z))),
  },
  {
    name: 'ReLU',
    f: (z) => (z < 0 ? 0 : z),
    derivative: (z) => (z < 0 ? 0 : 1),
    range: [0, null],
    inTf: (z) => tf.relu(z),
  },
  {
    name: 'leaky ReLU',
    f: (z) => Math.max(leak * z, z),
    derivative: (z) => (z < 0 ? leak : 1),
    range: [null, null],
    inTf: (z) => tf.leakyRelu(z, leak),
  },
  {
    name: 'ELU',
    f: (z) => elu(z),
    derivative: (z) => (z < 0 ? Math.exp(z) : 1),
    range: [-1, null],
    inTf: (z) => tf.elu(z),
  },
];

/** The greatest difference between each formula and TensorFlow.js at the given places. */
export const differences = (z: readonly number[]): number[] =>
  functions.map(({f, inTf}) => {
    const values = tf.tidy(() => inTf(tf.tensor1d([...z])).dataSync());
    return Math.max(...z.map((each, i) => Math.abs(f(each) - values[i]!)));
  });

/** The greatest difference between the derivative and differences (f(z + h) - f(z - h)) / 2h, and between it and automatic ones. */
export const slopeDifferences = (z: readonly number[]): {byDifferences: number[]; byTf: number[]} => {
  const h = 1e-5;
  return {
    byDifferences: functions.map(({f, derivative}) =>
      Math.max(...z.map((each) => Math.abs(derivative(each) - (f(each + h) - f(each - h)) / (2 * h)))),
    ),
    byTf: functions.map(({name, derivative, inTf}) => {
      // A comparison has no gradient, which is what a slope of 0 everywhere comes to.
      if (name === 'step') return 0;
      const slopes = tf.tidy(() =>
        tf
          .grad(inTf)(tf.tensor1d([...z]))
          .dataSync(),
      );
      return Math.max(...z.map((each, i) => Math.abs(derivative(each) - slopes[i]!)));
    }),
  };
};

/** The slopes just left and just right of 0. */
export const slopesAtZero = (): {left: number[]; right: number[]} => ({
  left: functions.map(({f}) => (f(-1e-7) - f(-2e-7)) / 1e-7),
  right: functions.map(({f}) => (f(2e-7) - f(1e-7)) / 1e-7),
});

/** The jump at 0, f just right less f just left. */
export const jumpsAtZero = (): number[] => functions.map(({f}) => f(1e-9) - f(-1e-9));

/** Least and greatest value from -1e9 to 1e9. */
export const measuredRanges = (): {least: number[]; greatest: number[]} => {
  const sizes = range(-3, 9, 241).map((exponent) => 10 ** exponent);
  const z = [...sizes.map((size) => -size), 0, ...sizes];
  return {
    least: functions.map(({f}) => Math.min(...z.map(f))),
    greatest: functions.map(({f}) => Math.max(...z.map(f))),
  };
};
