import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {matrixProduct} from '../../../../lib/native/optimize/matrix-product.ts';
import {nativeOnly, wave} from '../native-only.ts';
import {expectSame, operations} from './support.ts';

const matrix = (seed: number, shape: number[]): tf.Tensor => tf.tensor(wave(seed, tf.util.sizeFromShape(shape)), shape);

describe('the rule matrixProduct', () => {
  before(function () {
    nativeOnly(this);
  });

  it('makes MatMul of a product of matrices, transposed or not', () => {
    for (const [a, b] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const args = [matrix(1, a ? [5, 3] : [3, 5]), matrix(2, b ? [4, 5] : [5, 4])];
      const fn = (x: tf.Tensor, y: tf.Tensor): tf.Tensor => tf.matMul(x, y, a, b);
      const [before, after] = operations(fn, args, [matrixProduct]);
      expect(before.some((op) => op.startsWith('BatchMatMul'))).to.equal(true);
      expect(after).to.include('MatMul').and.to.not.include('BatchMatMulV2');
      expectSame(fn, args);
      tf.dispose(args);
    }
  });

  it('leaves products of batches', () => {
    const args = [matrix(1, [2, 3, 5]), matrix(2, [2, 5, 4])];
    const fn = (x: tf.Tensor, y: tf.Tensor): tf.Tensor => tf.matMul(x, y);
    const [before, after] = operations(fn, args, [matrixProduct]);
    expect(after).to.deep.equal(before);
    expectSame(fn, args);
    tf.dispose(args);
  });
});
