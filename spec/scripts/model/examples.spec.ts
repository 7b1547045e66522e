import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {Column, Dataset} from '../../../lib/data/index.ts';
import {examplesOf} from '../../../scripts/model/examples.ts';
import {datasetOf} from '../../../scripts/training/comparison.ts';
import {smallComparison} from '../training/small-comparison.ts';

const digits = datasetOf(smallComparison());

/** Two examples of two numbers to learn a class or two values from. */
const table = (task: Dataset['task'], classes = 2): Dataset => ({
  ...digits,
  name: 'table.csv',
  task,
  shape: [2],
  outputs: 2,
  classes: task === 'classification' ? ['no', 'yes', 'perhaps'].slice(0, classes) : null,
  train: {
    x: Float32Array.of(1, 2, 3, 4),
    y: task === 'classification' ? Int32Array.of(0, 1) : Float32Array.of(1, 2, 3, 4),
    count: 2,
  },
  test: {x: Float32Array.of(5, 6), y: task === 'classification' ? Int32Array.of(1) : Float32Array.of(5, 6), count: 1},
});

function dataFor(layers: tf.layers.Layer[], loss: string, dataset: Dataset = digits) {
  const model = tf.sequential({layers});
  try {
    return examplesOf(model, dataset, loss);
  } finally {
    model.dispose();
  }
}

const dense = (units: number, inputShape: number[] = [784]) => tf.layers.dense({units, inputShape});

describe('examplesOf', () => {
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

  it('names the columns of a table with their inputs where a model takes another number', () => {
    const column = (name: string, width: number): Column => ({
      name,
      width,
      use: width === 0 ? 'left out' : width === 1 ? 'number' : 'category',
      words: '',
      mean: null,
      deviation: null,
      categories: null,
      missing: 0,
    });
    const columns = [column('id', 0), column('age', 1), column('city', 4)];
    const dataset = {...table('classification'), shape: [5], columns};
    expect(() => dataFor([dense(2, [4])], 'hinge', dataset)).to.throw(
      'the model takes inputs of shape [4], and the examples of table.csv have the shape [5] (inputs of each column: age 1, city 4): ' +
        'leave columns out by --ignore, or name those that it is for by --data',
    );
    const many = {...dataset, columns: Array.from({length: 21}, (_, i) => column(`c${i}`, 1))};
    expect(() => dataFor([dense(2, [4])], 'hinge', many)).to.throw(/: c0 1, .*, c19 1, \.\.\. \(21 columns\)\): leave/);
  });

  it('refuses models that take or give something else', () => {
    expect(() => dataFor([dense(10, [100])], 'hinge')).to.throw(
      /takes inputs of shape \[100\], and the examples of MNIST have the shape \[28, 28, 1\]: name those that it is for by --data/,
    );
    expect(() => dataFor([dense(7)], 'hinge')).to.throw(/must give 10 numbers, .* or 784, .*; it gives 7/);
    const [a, b] = [tf.input({shape: [784]}), tf.input({shape: [784]})];
    const two = tf.model({inputs: [a, b], outputs: tf.layers.add().apply([a, b]) as tf.SymbolicTensor});
    expect(() => examplesOf(two, digits, 'hinge')).to.throw(/one input and one output, this has 2 and 1/);
    two.dispose();
  });

  it('has values of a regression, and one number for two classes where the model gives one', () => {
    const given = (layers: tf.layers.Layer[], loss: string, dataset: Dataset) => {
      const {train, test} = dataFor(layers, loss, dataset);
      const found = [train.x, train.y, test.y].map((tensor) => [tensor.shape, [...tensor.dataSync()]]);
      tf.dispose([train.x, train.y, test.x, test.y]);
      return found;
    };
    expect(given([dense(2, [2])], 'meanSquaredError', table('regression'))).to.deep.equal([
      [
        [2, 2],
        [1, 2, 3, 4],
      ],
      [
        [2, 2],
        [1, 2, 3, 4],
      ],
      [
        [1, 2],
        [5, 6],
      ],
    ]);
    expect(given([dense(1, [2])], 'sigmoidCrossEntropy', table('classification')).slice(1)).to.deep.equal([
      [
        [2, 1],
        [0, 1],
      ],
      [[1, 1], [1]],
    ]);
  });

  it('does not take numbers of a table for pixels to give back', () => {
    const three = {...table('classification', 3), outputs: 3};
    expect(() => dataFor([dense(2, [2])], 'meanSquaredError', three)).to.throw(
      /must give 3 numbers, one for each class; it gives 2/,
    );
    expect(() => dataFor([dense(3, [2])], 'meanSquaredError', table('regression'))).to.throw(
      /must give 2 numbers, one for each target; it gives 3/,
    );
  });
});
