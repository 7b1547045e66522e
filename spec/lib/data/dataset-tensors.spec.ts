import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {type Dataset, datasetTensors} from '../../../lib/data/index.ts';

const base = {name: 'x', source: '', columns: null, scaling: null} as const;
const pictures: Dataset = {
  ...base,
  task: 'classification',
  shape: [1, 2, 1],
  outputs: 3,
  classes: ['a', 'b', 'c'],
  train: {x: Uint8Array.of(0, 255, 51, 102), y: Uint8Array.of(2, 0), count: 2},
  test: {x: Uint8Array.of(255, 0), y: Uint8Array.of(1), count: 1},
};
const numbers: Dataset = {
  ...base,
  task: 'regression',
  shape: [2],
  outputs: 2,
  classes: null,
  train: {x: Float32Array.of(1.5, -2), y: Float32Array.of(3, 4), count: 1},
  test: {x: Float32Array.of(5, 6), y: Float32Array.of(7, 8), count: 1},
};

const values = (tensor: tf.Tensor) => [tensor.shape, [...tensor.dataSync()].map((value) => Number(value.toFixed(6)))];

describe('datasetTensors', () => {
  it('has brightnesses between 0 and 1, and classes one-hot or as numbers', () => {
    const before = tf.memory().numTensors;
    const {train, test} = datasetTensors(pictures);
    expect(values(train.x)).to.deep.equal([
      [2, 1, 2, 1],
      [0, 1, 0.2, 0.4],
    ]);
    expect(values(train.y)).to.deep.equal([
      [2, 3],
      [0, 0, 1, 1, 0, 0],
    ]);
    expect(values(test.y)).to.deep.equal([
      [1, 3],
      [0, 1, 0],
    ]);
    const sparse = datasetTensors(pictures, {classes: 'numbers'});
    expect(values(sparse.train.y)).to.deep.equal([
      [2, 1],
      [2, 0],
    ]);
    tf.dispose([train, test, sparse.train, sparse.test].map(({x, y}) => [x, y]));
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('has the numbers of a table and the targets of a regression as they are', () => {
    const {train, test} = datasetTensors(numbers, {classes: 'numbers'});
    expect([train.x, train.y, test.x, test.y].map(values)).to.deep.equal([
      [
        [1, 2],
        [1.5, -2],
      ],
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 2],
        [5, 6],
      ],
      [
        [1, 2],
        [7, 8],
      ],
    ]);
    tf.dispose([train, test].map(({x, y}) => [x, y]));
  });

  it('refuses numbers that would be read as something else', () => {
    const changed = (set: Dataset, train: object) => () => datasetTensors({...set, train: {...set.train, ...train}});
    for (const x of [[1, 2, 3, 4], new Float64Array(4), new Int32Array(4)])
      expect(changed(pictures, {x})).to.throw(TypeError, /train\.x must be a Uint8Array of brightnesses/);
    expect(changed(pictures, {x: new Uint8Array(3)})).to.throw(
      RangeError,
      /train\.x must have 2 times 2 numbers, received 3/,
    );
    for (const [y, message] of [
      [[1, 3], /train\.y\[1\] must be the number of a class, from 0 to 2, received 3/],
      [[-1, 0], /y\[0\] .* received -1/],
      [[0.5, 1], /y\[0\] .* received 0\.5/],
      [['0', '1'], /y\[0\] .* received "0"/],
      [[0], /train\.y must have 2 times 1 numbers, received 1/],
    ] as const)
      expect(changed(pictures, {y})).to.throw(RangeError, message);
    expect(changed(numbers, {y: Float32Array.of(1)})).to.throw(RangeError, /train\.y must have 1 times 2 numbers/);
    expect(() => datasetTensors({x: 1} as never)).to.throw(TypeError, /dataset must be one of loadData/);
  });

  it('refuses other options', () => {
    expect(() => datasetTensors(numbers, {classes: 'hot'} as never)).to.throw(
      RangeError,
      /classes must be one of .*one-hot.*numbers/,
    );
    expect(() => datasetTensors(numbers, {shape: 'flat'} as never)).to.throw(/shape/);
  });
});
