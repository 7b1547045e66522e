import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {reshape} from '../../../../lib/native/optimize/reshape.ts';
import {nativeOnly, wave} from '../compile/native-only.ts';
import {expectSame, operations} from './support.ts';

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
