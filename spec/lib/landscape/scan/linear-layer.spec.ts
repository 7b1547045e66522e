import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {interpolate} from '../../../../lib/landscape/index.ts';
import {linearLayer} from '../../../../lib/landscape/scan/linear-layer.ts';
import {scanSizes} from '../../../../lib/landscape/scan/scan-sizes.ts';
import {cnn2c2d, mlp, softmaxCrossEntropy} from '../../../../lib/models/index.ts';
import {disposeSets, leakFree, normals, sequential, values} from '../support.ts';
import {convolutionModel} from '../symmetries/models.ts';

describe('linearLayer', () => {
  leakFree();

  it('is the first dense or convolutional layer, behind layers without weights', () => {
    const flattened = sequential([
      tf.layers.flatten({inputShape: [2, 2]}),
      tf.layers.dense({units: 3, kernelInitializer: 'zeros', name: 'first'}),
      tf.layers.dense({units: 2, kernelInitializer: 'zeros'}),
    ]);
    expect(linearLayer(flattened)?.name).to.equal('first');
    const convolution = convolutionModel(1);
    expect(linearLayer(convolution)?.name).to.equal('c1');
    const normalised = sequential([
      tf.layers.batchNormalization({inputShape: [3]}),
      tf.layers.dense({units: 2, kernelInitializer: 'zeros'}),
    ]);
    expect(linearLayer(normalised), 'its input depends on weights').to.equal(null);
    for (const model of [flattened, convolution, normalised]) model.dispose();
  });

  it('is blended without changing what is measured, in convolutional models too', async () => {
    const [model, other] = [convolutionModel(1), convolutionModel(2)];
    const data = {
      x: normals([12, 4, 4, 2], 3),
      y: tf.tidy(() => tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], 'int32'), 3).toFloat()),
    };
    const from = model.getWeights().map((weight) => tf.clone(weight));
    const to = other.getWeights();
    const calls = model.layers.map((layer) => Object.getOwnPropertyNames(layer));
    const points = await interpolate({model, from, to, alphas: '-0.5:1.5:9', data});
    // The caller's own function goes through the weights of the model, one point after the other.
    const plain = await interpolate({
      model,
      from,
      to,
      alphas: '-0.5:1.5:9',
      evaluate: () => tf.tidy(() => softmaxCrossEntropy(data.y, model.predict(data.x) as tf.Tensor).dataSync()[0]!),
    });
    for (const [i, {trainLoss}] of points.entries()) {
      const loss = plain[i]!['loss'] as number;
      expect(trainLoss).to.be.closeTo(loss, 1e-5 * Math.max(1, loss));
    }
    expect(
      model.layers.map((layer) => Object.getOwnPropertyNames(layer)),
      'nothing is left on the layers',
    ).to.deep.equal(calls);
    expect(values(model.getWeights())).to.deep.equal(values(from));
    disposeSets(data);
    tf.dispose(from);
    model.dispose();
    other.dispose();
  });
});

describe('scanSizes', () => {
  it('takes many points and examples of a small network, one point and fewer examples where activations are large', () => {
    const [small, large] = [mlp(), cnn2c2d()];
    expect(scanSizes(small)).to.deep.equal({piece: 500, group: 16});
    const {piece, group} = scanSizes(large);
    expect(piece).to.be.within(100, 400);
    expect(group).to.equal(1);
    small.dispose();
    large.dispose();
  });
});
