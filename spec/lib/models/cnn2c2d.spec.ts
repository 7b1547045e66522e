import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {cnn2c2d} from '../../../lib/models/cnn2c2d.ts';

describe('cnn2c2d', () => {
  it('has the layers and the number of parameters of the benchmark', () => {
    const model = cnn2c2d();
    expect(model.countParams()).to.equal(3_274_634);
    const shapes = model.layers.map((layer) => (layer.outputShape as number[]).slice(1).join('x'));
    expect(shapes).to.deep.equal(['28x28x32', '14x14x32', '14x14x64', '7x7x64', '3136', '1024', '10']);
    model.dispose();
  });

  it('gives logits that depend on the image', () => {
    const before = tf.memory().numTensors;
    const model = cnn2c2d({rows: 4, columns: 8, classes: 3, seed: 1});
    const logits = tf.tidy(() => {
      const images = tf.concat([tf.zeros([1, 4, 8, 1]), tf.ones([1, 4, 8, 1])]);
      return [...(model.predict(images) as tf.Tensor).dataSync()];
    });
    expect(logits.slice(0, 3)).to.deep.equal([0, 0, 0]);
    expect(logits.slice(3).every((value) => Number.isFinite(value) && value !== 0)).to.equal(true);
    model.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('refuses images that pooling would leave empty', () => {
    expect(() => cnn2c2d({rows: 3})).to.throw(RangeError, /rows must be a whole number >= 4, received 3/);
  });
});
