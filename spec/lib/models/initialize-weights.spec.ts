import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {initializeWeights} from '../../../lib/models/initialize-weights.ts';

const values = (model: tf.LayersModel): number[][] => model.getWeights().map((weight) => [...weight.dataSync()]);

const build = (): tf.Sequential =>
  tf.sequential({
    layers: [
      tf.layers.conv2d({filters: 4, kernelSize: 3, inputShape: [6, 6, 2], biasInitializer: 'ones'}),
      tf.layers.batchNormalization({}),
      tf.layers.flatten(),
      tf.layers.dense({units: 50, biasInitializer: 'ones'}),
    ],
  });

describe('initializeWeights', () => {
  it('draws kernels, zeroes biases and leaves normalisation alone', () => {
    const model = build();
    const before = tf.memory().numTensors;
    initializeWeights(model, {initializer: 'heNormal', seed: 3});
    expect(tf.memory().numTensors).to.equal(before);
    const [convolution, , gamma, beta, dense, bias] = values(model);
    const power = (list: number[]): number => list.reduce((sum, value) => sum + value * value, 0) / list.length;
    expect(power(convolution!)).to.be.closeTo(2 / 18, 0.05);
    expect(power(dense!)).to.be.closeTo(2 / 64, 0.003);
    expect(new Set(gamma)).to.deep.equal(new Set([1]));
    expect(new Set([...beta!, ...bias!, ...values(model)[1]!])).to.deep.equal(new Set([0]));
    model.dispose();
  });

  it('gives models of the same form the same values, whatever their names', () => {
    const [one, other] = [build(), build()];
    expect(one.layers[0]!.name).not.to.equal(other.layers[0]!.name);
    initializeWeights(one, {seed: 1});
    initializeWeights(other, {seed: 1});
    expect(values(one)).to.deep.equal(values(other));
    initializeWeights(other, {seed: 2});
    expect(values(one)).not.to.deep.equal(values(other));
    tf.dispose([one, other].map((model) => model.getWeights()));
  });

  it('refuses unknown options and initialisers', () => {
    const model = build();
    expect(() => initializeWeights(model, {sead: 1} as object)).to.throw(TypeError, /did you mean "seed"/);
    expect(() => initializeWeights(model, {initializer: 'he' as 'zeros'})).to.throw(RangeError, /name must be one of/);
    model.dispose();
  });
});
