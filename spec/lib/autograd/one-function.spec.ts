import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {hvp} from '../../../lib/autograd/products/hvp.ts';

describe('a loss as one function', () => {
  const make = (layer: tf.layers.Layer): tf.LayersModel =>
    tf.sequential({
      layers: [
        tf.layers.dense({
          units: 8,
          inputShape: [3],
          activation: 'tanh',
          kernelInitializer: tf.initializers.glorotNormal({seed: 1}),
        }),
        layer,
        tf.layers.dense({units: 1, kernelInitializer: tf.initializers.glorotNormal({seed: 2})}),
      ],
    });
  const values = (products: tf.Tensor[]): number[] => {
    const numbers = products.flatMap((each) => [...each.dataSync()]);
    tf.dispose(products);
    return numbers;
  };
  const setting = (layer: tf.layers.Layer) => {
    const model = make(layer);
    const x = tf.randomNormal([6, 3], 0, 1, 'float32', 5);
    const vectors = model.trainableWeights.map((weight, i) =>
      tf.randomNormal(weight.shape as number[], 0, 1, 'float32', i + 1),
    );
    const loss = (): tf.Scalar => tf.tidy(() => tf.mean(tf.square(model.apply(x, {training: true}) as tf.Tensor)));
    return {model, vectors, loss, x};
  };

  it('draws the same dropout at each product, and another for another seed', () => {
    const {model, vectors, loss, x} = setting(tf.layers.dropout({rate: 0.5}));
    const {random} = Math;
    const first = values(hvp(loss, model, vectors));
    expect(Math.random).to.equal(random);
    expect(Math.hypot(...first)).to.be.greaterThan(1e-3);
    expect(values(hvp(loss, model, vectors, {seed: 0}))).to.deep.equal(first);
    expect(values(hvp(loss, model, vectors, {seed: 1}))).not.to.deep.equal(first);
    tf.dispose([vectors, x]);
    model.dispose();
  });

  it('refuses batch normalisation in training mode unless it is asked for, and never moves its averages', () => {
    const {model, vectors, loss, x} = setting(tf.layers.batchNormalization());
    const before = tf.memory().numTensors;
    expect(() => hvp(loss, model, vectors)).to.throw(
      /hvp: the loss assigns to the variable .*moving_mean.*batchStatistics: true/,
    );
    expect(tf.memory().numTensors).to.equal(before);
    const averages = model.nonTrainableWeights.flatMap((weight) => [...weight.read().dataSync()]);
    expect(Math.hypot(...values(hvp(loss, model, vectors, {batchStatistics: true})))).to.be.greaterThan(1e-3);
    expect(model.nonTrainableWeights.flatMap((weight) => [...weight.read().dataSync()])).to.deep.equal(averages);
    tf.dispose([vectors, x]);
    model.dispose();
  });
});
