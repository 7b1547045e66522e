import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {overBatches} from '../../../../lib/autograd/products/over-batches.ts';
import {scopedTensors} from '../scoped.ts';

const values = (tensors: readonly tf.Tensor[]): number[][] => tensors.map((tensor) => [...tensor.dataSync()]);

describe('overBatches', () => {
  scopedTensors();

  it('is the product alone where there are no batches', () => {
    const product = tf.tensor1d([1, 2]);
    const received: unknown[] = [];
    const result = overBatches('mine', {}, (batch: unknown) => {
      received.push(batch);
      return [product];
    });
    expect(received).to.deep.equal([undefined]);
    expect(result).to.deep.equal([product]);
  });

  it('is the mean weighted by the examples of each batch, for each tensor of the product', () => {
    const batches = [
      tf.ones([1, 2]),
      tf.tensor2d([5, 5, 5, 5, 5, 5], [3, 2]),
      tf.tensor2d([2, 2, 2, 2, 2, 2, 2, 2], [4, 2]),
    ];
    const means = overBatches('mine', {batches}, (batch) => [tf.mean(batch), tf.mean(batch, 0).mul([1, -1])]);
    // (1 * 1 + 3 * 5 + 4 * 2) / 8 = 3
    expect(values(means)).to.deep.equal([[3], [3, -3]]);
  });

  it('counts the examples of the first tensor in lists and objects', () => {
    const [x, y] = [tf.zeros([3, 2]), tf.zeros([7])];
    for (const batch of [[x, y], {x, y}, {name: 'a', absent: null, inner: {x}, y}]) {
      const other = tf.zeros([1]);
      const batches: unknown[] = [batch, other];
      const means = overBatches('mine', {batches}, (one) => [tf.scalar(one === other ? 0 : 8)]);
      expect(values(means)).to.deep.equal([[6]]);
    }
  });

  it('takes the size that is given, from 0 exclusive, whole or not', () => {
    const batches = [1, 2];
    const means = overBatches('mine', {batches, size: (batch) => batch / 2}, (batch) => [tf.scalar(3 * batch)]);
    // (0.5 * 3 + 1 * 6) / 1.5 = 5
    expect(means[0]!.dataSync()[0]).to.be.closeTo(5, 1e-6);
  });

  it('holds one sum at a time and leaves it alone', () => {
    const batches = Array.from({length: 4}, (_, i) => tf.tensor1d([i, i]));
    const before = tf.memory().numTensors;
    const held: number[] = [];
    const means = overBatches('mine', {batches}, (batch) => {
      held.push(tf.memory().numTensors - before);
      return [tf.square(tf.add(batch, 1)), tf.neg(batch)];
    });
    expect(values(means)).to.deep.equal([
      [7.5, 7.5],
      [-1.5, -1.5],
    ]);
    expect(held).to.deep.equal([0, 2, 2, 2]);
    expect(tf.memory().numTensors).to.equal(before + 2);
  });

  it('refuses batches and sizes that make no sense, before any product', () => {
    const never = (): never => {
      throw new Error('formed a product');
    };
    const call = (options: unknown) => () => overBatches('mine', options as object, never);
    const x = tf.zeros([2]);
    const before = tf.memory().numTensors;
    expect(call({batches: []})).to.throw(RangeError, 'mine: batches must have at least 1 element');
    expect(call({batches: x})).to.throw(TypeError, 'mine: batches must be an array');
    expect(call({batches: [x], size: () => 0})).to.throw(RangeError, 'mine: size must be a finite number > 0');
    expect(call({batches: [x], size: () => 'two'})).to.throw(TypeError, 'mine: size must be a finite number > 0');
    expect(call({batches: [tf.zeros([0, 2])]})).to.throw(RangeError, 'mine: size must be a finite number > 0');
    for (const batch of [3, null, {}, tf.scalar(1)]) {
      expect(call({batches: [x, batch]})).to.throw(
        TypeError,
        'mine: a batch must hold a tensor whose first dimension counts examples; or give the option size',
      );
    }
    expect(call({batch: [x]})).to.throw(TypeError, 'mine: unknown option "batch"; did you mean "batches"');
    // Two of the batches above were made on the way.
    expect(tf.memory().numTensors).to.equal(before + 2);
    expect(call({batches: [x]})).to.throw('formed a product');
  });

  it('frees the sum where a product throws, and says what a size must be', () => {
    const batches = [1, 2, 3].map((size) => tf.ones([size]));
    const before = tf.memory().numTensors;
    const failing = (batch: tf.Tensor): tf.Tensor[] => {
      if (batch.shape[0] === 3) throw new Error('the third');
      return [tf.sum(batch)];
    };
    expect(() => overBatches('mine', {batches}, failing)).to.throw('the third');
    expect(tf.memory().numTensors).to.equal(before);
    expect(() => overBatches('mine', {batches, size: 3 as never}, failing)).to.throw(
      'mine: size must be a function of a batch that returns its number of examples, received 3',
    );
  });
});
