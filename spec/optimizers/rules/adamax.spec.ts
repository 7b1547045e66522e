import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {Adamax, adamax} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

const gradients = [1, -2, 0.5, 4, 0];

describe('adamax', () => {
  it('divides by the greatest gradient, which fades', () => {
    const path = trace(adamax(1, {beta1: 0, beta2: 0.5, epsilon: 0}), 0, [4, 1, 1, 1]);
    const steps = path.map((value, t) => value - (path[t - 1] ?? 0));
    // u is 4, 2, 1, 1.
    for (const [t, step] of [-1, -0.5, -1, -1].entries()) expect(steps[t]).to.be.closeTo(step, 1e-6);
  });

  it('adds epsilon in the maximum, where it fades too, or to it', () => {
    const [first, second] = trace(adamax(1, {beta1: 0, epsilon: 1, beta2: 0.5}), 0, [1, 0.5]) as [number, number];
    expect(first).to.be.closeTo(-0.5, 1e-6);
    expect(second - first).to.be.closeTo(-0.5 / 1.5, 1e-6);
    const [outside] = trace(adamax(1, {beta1: 0, epsilon: 3, epsilonInside: false}), 0, [1]);
    expect(outside).to.be.closeTo(-0.25, 1e-6);
  });

  it('with epsilon outside steps as tf.train.adamax', () => {
    const x = tf.variable(tf.scalar(1));
    const stock = tf.train.adamax(0.1);
    const expected = gradients.map((g) => {
      tf.tidy(() => stock.applyGradients([{name: x.name, tensor: tf.scalar(g)}]));
      return x.dataSync()[0]!;
    });
    for (const [t, value] of trace(adamax(0.1, {epsilonInside: false}), 1, gradients).entries()) {
      expect(value).to.be.closeTo(expected[t]!, 1e-6);
    }
    x.dispose();
    stock.dispose();
  });

  it('copies itself from its configuration, schedules included', () => {
    const original = adamax(exponentialDecay(0.1, {gamma: 0.5}), {epsilonInside: false});
    const copy = new Adamax(original.getConfig());
    expect(copy.getConfig()).to.deep.equal(original.getConfig());
    expect(trace(copy, 0, gradients)).to.deep.equal(trace(original, 0, gradients));
  });

  it('refuses decay rates outside [0, 1)', () => {
    expect(() => adamax(0.1, {beta1: 1})).to.throw(RangeError, /^Adamax: beta1 must be/);
  });
});
