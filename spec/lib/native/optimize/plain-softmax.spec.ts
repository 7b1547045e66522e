import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/compile/compile.ts';
import {plainSoftmax} from '../../../../lib/native/optimize/plain-softmax.ts';
import {nativeOnly, wave} from '../compile/native-only.ts';
import {operations} from './support.ts';

describe('the rule plainSoftmax', () => {
  before(function () {
    nativeOnly(this);
  });

  it('makes the single operations of a softmax along the last axis', () => {
    for (const shape of [[6], [2, 3], [1, 2, 3]]) {
      const x = tf.tensor(wave(1, 6), shape);
      const fn = (y: tf.Tensor): tf.Tensor => tf.neg(tf.softmax(y));
      const [before, after] = operations(fn, [x], [plainSoftmax]);
      expect(before).to.include('Softmax');
      expect(after).to.not.include('Softmax');
      expect(after.slice(-7)).to.have.members(['Max', 'Sub', 'Exp', 'Sum', 'Reciprocal', 'Mul', 'Neg']);
      x.dispose();
    }
  });

  it('leaves all else', () => {
    const x = tf.tensor2d(wave(1, 6), [2, 3]);
    for (const fn of [
      (y: tf.Tensor): tf.Tensor => tf.logSoftmax(y),
      (y: tf.Tensor): tf.Tensor => tf.sigmoid(y),
      (y: tf.Tensor): tf.Tensor => tf.softplus(y),
    ]) {
      const [before, after] = operations(fn, [x], [plainSoftmax]);
      expect(after).to.deep.equal(before);
    }
    x.dispose();
  });

  it('lets exact graphs give a softmax, and its gradient, to the last bit', () => {
    const fn = (y: tf.Tensor): tf.Tensor[] => [
      tf.softmax(y),
      tf.grad((z: tf.Tensor) => tf.sum(tf.square(tf.softmax(z))))(y),
    ];
    const exact = compile(fn, {rewrite: false});
    const shapes = [[7], [1, 1], [3, 5], [64, 10], [128, 33], [2, 3, 17], [4, 1000]];
    for (const [i, shape] of shapes.entries()) {
      for (const scale of [1, 30, 1e4]) {
        tf.tidy(() => {
          const x = tf.tensor(
            wave(i + 1, tf.util.sizeFromShape(shape)).map((value) => scale * value),
            shape,
          );
          const expected = fn(x).map((each) => each.dataSync());
          for (let call = 0; call < 3; call++) {
            for (const [j, each] of exact(x).entries()) expect(each.dataSync()).to.deep.equal(expected[j]);
          }
          const sums = tf.sum(tf.softmax(x), -1).dataSync();
          for (const sum of sums) expect(sum).to.be.closeTo(1, 1e-5);
        });
      }
    }
    exact.dispose();
  });
});
