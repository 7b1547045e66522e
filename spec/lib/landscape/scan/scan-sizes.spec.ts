import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {scanSizes} from '../../../../lib/landscape/scan/scan-sizes.ts';

describe('scanSizes', () => {
  it('are the greatest of use for a small model, and fall with activations and weights', () => {
    const sizes = (units: number) => {
      const model = tf.sequential({layers: [tf.layers.dense({units, inputShape: [10], kernelInitializer: 'zeros'})]});
      const found = scanSizes(model);
      model.dispose();
      return found;
    };
    expect(sizes(5)).to.deep.equal({piece: 500, group: 16});
    // 4 bytes of 1e5 outputs an example: 160 examples in 64 MB, and the weights leave room for no second point.
    expect(sizes(1e5)).to.deep.equal({piece: 160, group: 1});
    expect(sizes(2e3).group).to.equal(Math.floor(64e6 / (500 * 8e3 + 4 * 11 * 2e3)));
  });
});
