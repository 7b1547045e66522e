import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {gradientEnergy} from '../../../lib/curvature/index.ts';
import {networks, onNetwork, rejection} from './support.ts';

describe('gradientEnergy', () => {
  it('is the share of each eigenvector of a quadratic', async () => {
    const w = tf.variable(tf.tensor1d([1, 1, 1]));
    // g = (3, 2, 1), g'g = 14
    const loss = () => tf.mul(0.5, tf.sum(tf.mul([3, 2, 1], tf.square(w)))) as tf.Scalar;
    const {energy, values, gradientNorm} = await gradientEnergy({loss, variables: [w], k: 3});
    for (const [i, share] of [9 / 14, 13 / 14, 1].entries()) expect(energy[i]).to.be.closeTo(share, 1e-4);
    for (const [i, value] of [3, 2, 1].entries()) expect(values[i]).to.be.closeTo(value, 1e-4);
    expect(gradientNorm).to.be.closeTo(Math.sqrt(14), 1e-4);
    w.dispose();
  });

  for (const network of networks.slice(0, 2)) {
    it(`agrees with float64 on ${network.widths.join('-')}`, () =>
      onNetwork(network, async (source) => {
        const {energy} = await gradientEnergy({...source, k: 5});
        expect(energy[4]).to.be.closeTo(network.energy, 1e-3);
        expect(energy).to.deep.equal([...energy].sort((a, b) => a - b));
      }));
  }

  it('refuses a critical point and too many eigenvectors', async () => {
    const w = tf.variable(tf.tensor1d([0, 0]));
    const loss = () => tf.sum(tf.square(w)) as tf.Scalar;
    expect((await rejection(gradientEnergy({loss, variables: [w], k: 1}))).message).to.match(
      /gradient must not be zero/,
    );
    expect((await rejection(gradientEnergy({loss, variables: [w], k: 3}))).message).to.match(
      /k must be .* <= 2, received 3/,
    );
    w.dispose();
  });
});
