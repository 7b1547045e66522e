import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {fisherVp} from '../../../../lib/autograd/products/fisher-vp.ts';
import {expectClose} from '../close.ts';
import {scopedTensors} from '../scoped.ts';

describe('fisherVp', () => {
  scopedTensors();

  it('fisherVp is the mean of g g v over the examples', () => {
    const x = [1, 3, -2];
    const w = tf.tensor1d([0.5, -1]);
    // losses a_i = w0 x_i + w1 x_i^2 have the gradients (x_i, x_i^2)
    const losses = (): tf.Tensor =>
      tf.add(tf.mul(tf.tensor1d(x), tf.slice(w, 0, 1)), tf.mul(tf.tensor1d(x.map((a) => a * a)), tf.slice(w, 1, 1)));
    const sum = (power: number): number => x.reduce((total, a) => total + a ** power, 0) / 3;
    expectClose(fisherVp(losses, [w], [tf.tensor1d([2, 1])]), [2 * sum(2) + sum(3), 2 * sum(3) + sum(4)], 1e-6);
    expect(() => fisherVp(() => tf.sum(w), [w], [w])).to.throw(RangeError, 'one loss for each example');
  });
});
