import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {givenData} from '../../../scripts/training/given-data.ts';
import {smallComparison} from './small-comparison.ts';

const {dataset} = smallComparison();

function dataFor(layers: tf.layers.Layer[], loss: string) {
  const model = tf.sequential({layers});
  try {
    return givenData(model, dataset, loss);
  } finally {
    model.dispose();
  }
}

const dense = (units: number, inputShape: number[] = [784]) => tf.layers.dense({units, inputShape});

describe('givenData', () => {
  it('has the pixels in the shape of the input, and labels as loss and output take them', () => {
    const before = tf.memory().numTensors;
    const image = [tf.layers.flatten({inputShape: [28, 28, 1]}), tf.layers.dense({units: 10})];
    const cases: [tf.layers.Layer[], string, number[], number[]][] = [
      [[dense(10)], 'softmaxCrossEntropy', [50, 784], [50, 10]],
      [image, 'categoricalCrossentropy', [50, 28, 28, 1], [50, 10]],
      [[dense(10)], 'sparseCategoricalCrossentropy', [50, 784], [50, 1]],
      [[dense(784)], 'meanSquaredError', [50, 784], [50, 784]],
    ];
    for (const [layers, loss, x, y] of cases) {
      const {train, test} = dataFor(layers, loss);
      expect([train.x.shape, train.y.shape]).to.deep.equal([x, y]);
      expect(test.x.shape[0]).to.equal(20);
      if (loss.startsWith('sparse')) expect(train.y.dataSync()[7]).to.equal(7);
      if (loss === 'meanSquaredError') expect(train.y.dataSync()).to.deep.equal(train.x.dataSync());
      tf.dispose([train.x, train.y, test.x, test.y]);
    }
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('refuses models that take or give something else', () => {
    expect(() => dataFor([dense(10, [100])], 'hinge')).to.throw(
      /take inputs of shape \[100\], the images have 784 pixels/,
    );
    expect(() => dataFor([dense(7)], 'hinge')).to.throw(/must give 10 numbers, .* or 784, .*; these give 7/);
    const [a, b] = [tf.input({shape: [784]}), tf.input({shape: [784]})];
    const two = tf.model({inputs: [a, b], outputs: tf.layers.add().apply([a, b]) as tf.SymbolicTensor});
    expect(() => givenData(two, dataset, 'hinge')).to.throw(/one input and one output, these have 2 and 1/);
    two.dispose();
  });
});
