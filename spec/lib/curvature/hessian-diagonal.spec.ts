import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {hessianDiagonal} from '../../../lib/curvature/index.ts';
import {networks, onNetwork, reflected, rejection} from './support.ts';

describe('hessianDiagonal', () => {
  it('is exact with as many samples as parameters', async () => {
    const w = tf.variable(tf.tensor1d([1, 2, 3]));
    const before = tf.memory().numTensors;
    const {diagonal, standardErrors} = await hessianDiagonal({
      loss: () => tf.sum<tf.Scalar>(tf.pow(w, 3)),
      variables: [w],
      samples: 3,
    });
    expect(tf.memory().numTensors).to.equal(before);
    for (const [i, value] of [6, 12, 18].entries()) expect(diagonal[i]).to.be.closeTo(value, 1e-4);
    expect(Array.from(standardErrors)).to.deep.equal([0, 0, 0]);
    w.dispose();
  });

  for (const network of networks) {
    it(`is that of ${network.widths.join('-')} within its errors`, () =>
      onNetwork(network, async (source) => {
        const {diagonal, standardErrors} = await hessianDiagonal({...source, samples: 60, seed: 5});
        expect(diagonal).to.have.length(network.parameters);
        const outside = network.diagonal.filter(
          (value, i) => Math.abs(diagonal[i]! - value) > 3.5 * standardErrors[i]!,
        );
        expect(outside).to.deep.equal([]);
        expect(Math.max(...standardErrors)).to.be.above(0);
      }));
  }

  it('is within three standard errors for nearly all entries', async () => {
    const operator = reflected(Array.from({length: 300}, (_, i) => Math.cos(i) + 1 / (1 + i)));
    const {diagonal, standardErrors} = await hessianDiagonal({operator, samples: 100});
    const exact = await hessianDiagonal({operator, samples: 300});
    const inside = diagonal.filter((value, i) => Math.abs(value - exact.diagonal[i]!) <= 3 * standardErrors[i]!);
    expect(inside.length).to.be.at.least(294);
    expect(exact.products).to.equal(300);
  });

  it('refuses one sample, which has no error', async () => {
    const error = await rejection(hessianDiagonal({operator: reflected([1, 2]), samples: 1}));
    expect(error.message).to.match(/hessianDiagonal: samples must be a whole number >= 2, received 1/);
  });
});
