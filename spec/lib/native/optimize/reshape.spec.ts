import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {idleCast, reshape} from '../../../../lib/native/optimize/reshape.ts';
import {nativeOnly, wave} from '../native-only.ts';
import {expectSame, operations} from './support.ts';

describe('the rule idleCast', () => {
  before(function () {
    nativeOnly(this);
  });

  it('leaves out casts to the type that is there, also one after another, and of results', () => {
    const x = tf.tensor1d(wave(1, 5));
    for (const [fn, after] of [
      [(y: tf.Tensor): tf.Tensor => tf.neg(tf.cast(tf.cast(y, 'float32'), 'float32')), ['Neg']],
      [(y: tf.Tensor): tf.Tensor => tf.cast(tf.neg(y), 'float32'), ['Neg']],
    ] as const) {
      const [before, rewritten] = operations(fn, [x], [idleCast]);
      expect(before).to.include('Cast');
      expect(rewritten).to.deep.equal(after);
      expectSame(fn, [x]);
    }
    x.dispose();
  });

  it('leaves casts that change something', () => {
    const x = tf.tensor1d([1.7, -2.2, 0, 3]);
    for (const fn of [
      (y: tf.Tensor): tf.Tensor => tf.cast(tf.cast(y, 'int32'), 'float32'),
      (y: tf.Tensor): tf.Tensor => tf.cast(tf.greater(y, 1), 'float32'),
      (y: tf.Tensor): tf.Tensor => tf.cast(tf.cast(tf.cast(y, 'bool'), 'int32'), 'float32'),
    ]) {
      const [before, after] = operations(fn, [x], [idleCast]);
      expect(before).to.include('Cast');
      expect(after).to.deep.equal(before);
      expectSame(fn, [x]);
    }
    x.dispose();
  });
});

describe('the rule reshape', () => {
  before(function () {
    nativeOnly(this);
  });

  it('makes one reshape of several, and none of one to the same shape', () => {
    const x = tf.tensor2d(wave(1, 12), [3, 4]);
    const several = (y: tf.Tensor): tf.Tensor => tf.neg(tf.reshape(tf.reshape(tf.reshape(y, [12]), [2, 6]), [6, 2]));
    expect(
      operations(several, [x], [reshape]).map((names) => names.filter((op) => op === 'Reshape').length),
    ).to.deep.equal([3, 1]);
    expectSame(several, [x]);
    const idle = (y: tf.Tensor): tf.Tensor => tf.neg(tf.reshape(tf.reshape(y, [12]), [3, 4]));
    expect(operations(idle, [x], [reshape])[1]).to.deep.equal(['Neg']);
    expectSame(idle, [x]);
    x.dispose();
  });
});
