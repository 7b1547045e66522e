import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {lamb} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

describe('lamb', () => {
  it('takes steps as long as the rate times the length of the variable', () => {
    const w = tf.tidy(() => tf.variable(tf.tensor([3, 0, 4])));
    const optimizer = lamb(0.1);
    tf.tidy(() => optimizer.applyGradients({[w.name]: tf.tensor([1e-3, 5, 2])}));
    const [a = 0, b = 0, c = 0] = w.dataSync();
    expect(Math.hypot(a - 3, b, c - 4)).to.be.closeTo(0.5, 1e-6);
    w.dispose();
    optimizer.dispose();
  });

  it('takes steps of Adam where the variable is 0', () => {
    expect(trace(lamb(0.1, {epsilon: 0}), 0, [7])[0]).to.be.closeTo(-0.1, 1e-7);
    // m = 0.7, v = 0.049
    expect(trace(lamb(0.1, {epsilon: 0, biasCorrection: false}), 0, [7])[0]).to.be.closeTo(-0.1 * Math.sqrt(10), 1e-5);
  });

  it('has weight decay outside of the ratio, and inside', () => {
    // Off the value first: 2 - 0.1 0.5 2 = 1.9, then a tenth of it.
    expect(trace(lamb(0.1, {weightDecay: 0.5, epsilon: 0}), 2, [1])[0]).to.be.closeTo(1.71, 1e-6);
    // u = 1 + 0.5 2 in length, or -1 + 0.5 2 = 0 without step.
    expect(trace(lamb(0.1, {decayInside: 0.5, epsilon: 0}), 2, [1])[0]).to.be.closeTo(1.8, 1e-6);
    expect(trace(lamb(0.1, {decayInside: 1, epsilon: 0}), 2, [-1])[0]).to.be.closeTo(1.8, 1e-6);
  });

  it('refuses numbers below 0', () => {
    expect(() => lamb(0.1, {decayInside: -1})).to.throw(RangeError, /decayInside must be a finite number >= 0/);
  });
});
