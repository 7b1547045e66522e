import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {biasGradient} from '../../../../lib/native/optimize/bias-gradient.ts';
import {nativeOnly, wave} from '../compile/native-only.ts';
import {expectSame, operations} from './support.ts';

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
