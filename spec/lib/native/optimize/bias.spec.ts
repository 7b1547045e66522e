import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {bias, biasGradient} from '../../../../lib/native/optimize/bias.ts';
import {matrixProduct} from '../../../../lib/native/optimize/matrix-product.ts';
import {nativeOnly, wave} from '../native-only.ts';
import {expectSame, operations} from './support.ts';

describe('the rule bias', () => {
  before(function () {
    nativeOnly(this);
  });

  it('makes BiasAdd of a vector that is added to a convolution or a product', () => {
    const x = tf.tensor4d(wave(1, 64), [1, 8, 8, 1]);
    const filter = tf.tensor4d(wave(2, 27), [3, 3, 1, 3]);
    const vector = tf.tensor1d(wave(3, 3));
    const convolution = (a: tf.Tensor4D, b: tf.Tensor4D, c: tf.Tensor): tf.Tensor =>
      tf.relu(tf.add(tf.conv2d(a, b, 1, 'same'), c));
    expect(operations(convolution, [x, filter, vector], [bias])[1]).to.include('BiasAdd');
    expectSame(convolution, [x, filter, vector]);
    const product = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor): tf.Tensor =>
      tf.add(c, tf.matMul(tf.reshape(a, [8, 8]), tf.slice(tf.reshape(b, [9, 3]), 0, 8)));
    expect(operations(product, [x, filter, vector], [matrixProduct, bias])[1]).to.include('BiasAdd');
    expectSame(product, [x, filter, vector]);
    tf.dispose([x, filter, vector]);
  });

  it('leaves a vector that is added to something else, or along another axis', () => {
    const x = tf.tensor2d(wave(1, 9), [3, 3]);
    const vector = tf.tensor1d(wave(3, 3));
    for (const fn of [
      (a: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.add(tf.neg(a), b),
      (a: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.add(tf.matMul(a, a), tf.reshape(b, [3, 1])),
    ]) {
      expect(operations(fn, [x, vector], [matrixProduct, bias])[1]).to.not.include('BiasAdd');
      expectSame(fn, [x, vector]);
    }
    tf.dispose([x, vector]);
  });
});

describe('the rule biasGradient', () => {
  before(function () {
    nativeOnly(this);
  });

  it('makes BiasAddGrad of a sum over all axes but the last', () => {
    const x = tf.tensor3d(wave(1, 24), [2, 3, 4]);
    for (const axes of [
      [0, 1],
      [1, 0],
    ]) {
      const fn = (y: tf.Tensor): tf.Tensor => tf.sum(y, axes);
      expect(operations(fn, [x], [biasGradient])[1]).to.include('BiasAddGrad');
      expectSame(fn, [x]);
    }
    x.dispose();
  });

  it('leaves other sums', () => {
    const x = tf.tensor3d(wave(1, 24), [2, 3, 4]);
    for (const [axes, keep] of [
      [[0], false],
      [[1, 2], false],
      [[0, 1, 2], false],
      [[0, 1], true],
    ] as const) {
      const fn = (y: tf.Tensor): tf.Tensor => tf.sum(y, [...axes], keep);
      expect(operations(fn, [x], [biasGradient])[1]).to.not.include('BiasAddGrad');
      expectSame(fn, [x]);
    }
    x.dispose();
  });
});
