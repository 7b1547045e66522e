import * as tf from '@tensorflow/tfjs';
import {hvp} from '../../../../lib/autograd/products/hvp.ts';
import {expectClose} from '../close.ts';
import {add, constant, type Jet, log, exp, multiply, parameter, scale, shift, sum} from '../jet.ts';

const [x, v] = [
  [0.5, -1.25, 2, 0.75],
  [1, -0.5, 0.25, 2],
];
const jets = x.map((value, i) => parameter(value, i, 4, v[i]!));
const power = (a: Jet, exponent: number): Jet => exp(scale(log(a), exponent));
const weights = [1, -2, 3, 0.5];
const weighted = (values: readonly Jet[]): Jet => sum(values.map((value, i) => scale(value, weights[i]!)));

describe('gradients of normalisations', () => {
  it('localResponseNormalization', () => {
    const near = (i: number): Jet =>
      sum(jets.map((jet, j) => (Math.abs(i - j) <= 1 ? multiply(jet, jet) : constant(0, 4))));
    const expected = weighted(jets.map((jet, i) => multiply(jet, power(shift(scale(near(i), 0.5), 2), -0.75))));
    tf.tidy(() => {
      const tensor = tf.tensor4d(x, [1, 1, 1, 4]);
      const loss = (): tf.Scalar => {
        const y = tf.localResponseNormalization(tensor, 1, 2, 0.5, 0.75);
        return tf.sum(tf.mul(y, tf.tensor4d(weights, [1, 1, 1, 4])));
      };
      expectClose(hvp(loss, [tensor], [tf.tensor4d(v, [1, 1, 1, 4])]), [...expected.h], 1e-5);
    });
  });

  it('batchNorm with respect to its statistics', () => {
    const [mean, variance, gain, offset] = jets.map((jet, i) => (i === 1 ? shift(jet, 3) : jet)) as [
      Jet,
      Jet,
      Jet,
      Jet,
    ];
    const normal = (value: number): Jet =>
      add(multiply(multiply(shift(scale(mean, -1), value), power(shift(variance, 0.001), -0.5)), gain), offset);
    const terms = [2, -1].map(normal);
    const expected = sum(terms.map((term) => multiply(term, term)));
    tf.tidy(() => {
      const tensors = x.map((value) => tf.tensor1d([value]));
      const [m, s, g, o] = tensors as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
      const loss = (): tf.Scalar => tf.sum(tf.square(tf.batchNorm2d(tf.tensor2d([[2], [-1]]), m, tf.add(s, 3), o, g)));
      expectClose(
        hvp(
          loss,
          tensors,
          v.map((value) => tf.tensor1d([value])),
        ),
        [...expected.h],
        1e-5,
      );
    });
  });
});
