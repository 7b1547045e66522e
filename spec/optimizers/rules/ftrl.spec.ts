import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {adagrad, ftrl} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

const gradients = [1, -0.5, 2, 0.1, 0.3, -2];

describe('ftrl', () => {
  it('is Adagrad without penalties, from wherever the weights are', () => {
    const path = trace(ftrl(0.3), 2, gradients);
    const other = trace(adagrad(0.3, {initialAccumulator: 0.1, epsilon: 0}), 2, gradients);
    for (const [i, w] of other.entries()) expect(path[i]).to.be.closeTo(w, 1e-5);
  });

  it('makes weights exactly 0 whose gradients sum up to less than l1', () => {
    const path = trace(ftrl(0.1, {l1: 1}), 0, [0.5, 0.4, 0.3]);
    expect(path.slice(0, 2)).to.deep.equal([0, 0]);
    // z = 1.2, n = 0.1 + 0.25 + 0.16 + 0.09
    expect(path[2]).to.be.closeTo((-0.1 * 0.2) / Math.sqrt(0.6), 1e-6);
    expect(trace(ftrl(0.1, {l1: 1}), 0, [-1.5])[0]).to.be.closeTo((0.1 * 0.5) / Math.sqrt(2.35), 1e-6);
  });

  it('divides by more with beta and l2', () => {
    const path = trace(ftrl(0.5, {initialAccumulator: 3, beta: 1, l2: 2}), 0, [1]);
    expect(path[0]).to.be.closeTo(-0.5 / (2 + 1 + 2), 1e-6);
  });

  it('refuses an accumulator of 0, and a rate of 0 at the update', () => {
    expect(() => ftrl(0.1, {initialAccumulator: 0})).to.throw(
      RangeError,
      /initialAccumulator must be a finite number > 0/,
    );
    const w = tf.tidy(() => tf.variable(tf.scalar(1)));
    expect(() => tf.tidy(() => ftrl(0).applyGradients({[w.name]: tf.scalar(1)}))).to.throw(RangeError, /"inverse"/);
    w.dispose();
  });
});
