import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {signOf} from '../../../optimizers/base/sign-of.ts';

describe('signOf', () => {
  it('is the sign of small numbers, too, and keeps 0 and NaN', () => {
    const signs = tf.tidy(() => [...signOf(tf.tensor1d([3, 1e-30, 0, -1e-30, -3, NaN])).dataSync()]);
    expect(signs).to.deep.equal([1, 1, 0, -1, -1, NaN]);
  });
});
