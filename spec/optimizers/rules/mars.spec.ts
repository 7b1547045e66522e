import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {adam, mars} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

const small = [0.3, -0.5, 0.2, 0.1];

describe('mars', () => {
  it('is Adam where the change has no share and gradients are short', () => {
    const betas = {beta1: 0.9, beta2: 0.9};
    const path = trace(mars(0.1, {...betas, gamma: 0}), 1, small);
    for (const [i, w] of trace(adam(0.1, betas), 1, small).entries()) expect(path[i]).to.be.closeTo(w, 1e-6);
  });

  it('adds a share of the change of the gradient, from 0 at first', () => {
    // c is 1.5 g at first, then g + (g - last) / 2
    const path = trace(mars(0.1, {beta1: 0.5, beta2: 0, gamma: 0.5, epsilon: 0}), 0, [0.2, -0.2]);
    expect(path[0]).to.be.closeTo(-0.1, 1e-6);
    // m = 0.5 0.15 - 0.5 0.4, corrected by 0.75; sqrt(v) = 0.4
    expect(path[1]! - path[0]!).to.be.closeTo((0.1 * 0.125) / 0.75 / 0.4, 1e-6);
  });

  it('takes gradients as no longer than 1, for a variable together', () => {
    const w = tf.tidy(() => tf.variable(tf.zeros([2])));
    const optimizer = mars(1, {gamma: 0, epsilon: 1});
    tf.tidy(() => optimizer.applyGradients({[w.name]: tf.tensor([30, 40])}));
    const [a, b] = w.dataSync();
    expect(a).to.be.closeTo(-0.6 / 1.6, 1e-6);
    expect(b).to.be.closeTo(-0.8 / 1.8, 1e-6);
    w.dispose();
    optimizer.dispose();
  });

  it('refuses numbers below 0', () => {
    expect(() => mars(0.1, {gamma: -1})).to.throw(RangeError, /gamma/);
  });
});
