import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {adam, Adan, adan} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

const gradients = [1, -2, 0.5, 4, 0];

describe('adan', () => {
  it('takes a first step of the size of the rate', () => {
    for (const g of [1e-2, 1, 1e6]) expect(trace(adan(0.1), 0, [g])[0]).to.be.closeTo(-0.1, 2e-6);
  });

  it('is adam where beta2 is 0', () => {
    const path = trace(adan(0.1, {beta1: 0.9, beta2: 0, beta3: 0.999}), 1, gradients);
    for (const [t, value] of trace(adam(0.1), 1, gradients).entries()) expect(path[t]).to.be.closeTo(value, 1e-6);
  });

  it('looks ahead by the change of the gradient', () => {
    const path = trace(adan(1, {beta1: 0, beta2: 0.5, beta3: 0, epsilon: 0}), 0, [1, 3]);
    // d is 2, its corrected average 4 / 3; 3 + 0.5 4 / 3 over 3 + 0.5 2.
    expect(path[1]! - path[0]!).to.be.closeTo(-(3 + 2 / 3) / 4, 1e-6);
  });

  it('counts from 0 where the first gradient of a variable comes late', () => {
    const optimizer = adan(1, {beta1: 0, beta2: 0.5, beta3: 0, epsilon: 0});
    optimizer.applyGradients({});
    const x = tf.variable(tf.scalar(0));
    tf.tidy(() => optimizer.applyGradients({[x.name]: tf.scalar(3)}));
    // d is 3, its average 1.5, corrected 2; 3 + 0.5 2 over 3 + 0.5 3.
    expect(x.dataSync()[0]).to.be.closeTo(-4 / 4.5, 1e-6);
    optimizer.dispose();
    x.dispose();
  });

  it('copies itself from its configuration, schedules included', () => {
    const original = adan(exponentialDecay(0.1, {gamma: 0.5}), {beta2: exponentialDecay(0.9, {k: 0.1})});
    const copy = new Adan(original.getConfig());
    expect(copy.getConfig()).to.deep.equal(original.getConfig());
    expect(trace(copy, 0, gradients)).to.deep.equal(trace(original, 0, gradients));
  });

  it('refuses decay rates outside [0, 1)', () => {
    expect(() => adan(0.1, {beta3: 1})).to.throw(RangeError, /^Adan: beta3 must be/);
  });
});
