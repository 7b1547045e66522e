import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {sharpness} from '../../../lib/curvature/index.ts';
import {networks, onNetwork, rejection} from './support.ts';

describe('sharpness', () => {
  it('is the corner of the box for a linear function', async () => {
    const w = tf.variable(tf.tensor1d([1, -3]));
    // L = 4 + 2 w_1 - w_2 = 9; the corner adds epsilon (2 (1 + 1) + (3 + 1)) = 8 epsilon
    const loss = () => tf.add(4, tf.sum(tf.mul([2, -1], w))) as tf.Scalar;
    const before = tf.memory().numTensors;
    const found = await sharpness({loss, variables: [w], epsilon: 0.01});
    expect(tf.memory().numTensors).to.equal(before);
    expect(found.loss).to.be.closeTo(9, 1e-5);
    expect(found.maximum).to.be.closeTo(9.08, 1e-4);
    expect(found.sharpness).to.be.closeTo((100 * 0.08) / 10, 1e-3);
    expect(found.largestEigenvalue).to.equal(0);
    expect(Array.from(w.dataSync())).to.deep.equal([1, -3]);
    w.dispose();
  });

  it('leaves the bottom of a quadratic, where the gradient is zero', async () => {
    const w = tf.variable(tf.tensor1d([0, 0, 0]));
    const loss = () => tf.mul(0.5, tf.sum(tf.mul([1, 2, 6], tf.square(w)))) as tf.Scalar;
    const found = await sharpness({loss, variables: [w], epsilon: 0.1});
    expect(found.maximum).to.be.closeTo(0.045, 1e-6);
    expect(found.largestEigenvalue).to.be.closeTo(6, 1e-4);
    w.dispose();
  });

  it('finds a maximum inside the box', async () => {
    const w = tf.variable(tf.scalar(0));
    const loss = () => tf.neg(tf.square(tf.sub(w, 0.3))) as tf.Scalar;
    const {maximum} = await sharpness({loss, variables: [w], epsilon: 1, iterations: 20});
    expect(maximum).to.be.closeTo(0, 1e-4);
    w.dispose();
  });

  it('is larger in a larger box, and smaller in few random directions', () =>
    onNetwork(networks[2]!, async (source) => {
      const [small, large] = [await sharpness({...source, epsilon: 5e-4}), await sharpness({...source, epsilon: 1e-3})];
      const within = await sharpness({...source, epsilon: 1e-3, subspace: 3, seed: 2});
      expect(large.sharpness).to.be.above(1.5 * small.sharpness);
      expect(within.sharpness).to.be.above(0).and.below(large.sharpness);
      expect(large.largestEigenvalue).to.be.closeTo(networks[2]!.largest[0]!, 1e-3);
      expect(large.loss).to.be.closeTo(networks[2]!.value, 1e-5);
    }));

  it('refuses what makes no sense by name', async () => {
    const w = tf.variable(tf.scalar(1));
    const loss = () => tf.square(w) as tf.Scalar;
    for (const [options, message] of [
      [{epsilon: 0}, /sharpness: epsilon must be a finite number > 0, received 0/],
      [{subspace: 2}, /subspace must be .* <= 1, received 2/],
      [{iterations: 0}, /iterations must be/],
    ] as const) {
      expect((await rejection(sharpness({loss, variables: [w], ...options}))).message).to.match(message);
    }
    w.dispose();
  });
});
