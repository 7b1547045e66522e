import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {tidied} from '../../../lib/base/tidied.ts';

describe('tidied', () => {
  it('gives any result and disposes of the tensors, also when the action throws', () => {
    const before = tf.memory().numTensors;
    expect(tidied(() => new Float32Array(tf.ones([2]).dataSync()))).to.deep.equal(new Float32Array([1, 1]));
    expect(tidied(() => null)).to.equal(null);
    expect(() =>
      tidied(() => {
        tf.ones([3]);
        throw new Error('stop');
      }),
    ).to.throw('stop');
    expect(tf.memory().numTensors).to.equal(before);
  });
});
