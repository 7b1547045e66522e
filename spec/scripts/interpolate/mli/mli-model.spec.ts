import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {mliModel} from '../../../../scripts/interpolate/mli/mli-model.ts';

describe('mliModel', () => {
  const shape = {inputs: 100, widths: [8, 5], classes: 3, seed: 1};
  const kernels = (model: tf.Sequential) => model.getWeights().map((weight) => [...weight.dataSync()]);

  it('is a chain of dense layers and ReLU, with batch normalisation before each ReLU or without', () => {
    for (const batchNorm of [false, true]) {
      const model = mliModel({...shape, batchNorm});
      const norm = batchNorm ? ['BatchNormalization'] : [];
      const block = ['Dense', ...norm, 'ReLU'];
      expect(model.layers.map((layer) => layer.getClassName())).to.deep.equal([...block, ...block, 'Dense']);
      expect(model.outputs[0]!.shape).to.deep.equal([null, 3]);
      model.dispose();
    }
  });

  it('begins within +-1/sqrt(inputs), biases too, by its seed', () => {
    const [one, again, other] = [1, 1, 2].map((seed) => mliModel({...shape, seed, batchNorm: false})) as [
      tf.Sequential,
      tf.Sequential,
      tf.Sequential,
    ];
    expect(kernels(one)).to.deep.equal(kernels(again));
    expect(kernels(one)).not.to.deep.equal(kernels(other));
    const limits = [10, 10, Math.sqrt(8), Math.sqrt(8), Math.sqrt(5), Math.sqrt(5)].map((root) => 1 / root);
    for (const [i, values] of kernels(one).entries()) {
      const largest = Math.max(...values.map(Math.abs));
      expect(largest).to.be.within(limits[i]! / 4, limits[i]! * (1 + 1e-6));
    }
    for (const model of [one, again, other]) model.dispose();
  });
});
