import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {toCoefficients} from '../../../lib/update/coefficient.ts';

describe('toCoefficients', () => {
  it('gives each number in float64 and as one tensor of the surrounding tidy', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const {rate, beta} = toCoefficients({rate: 0.1, beta: 0.9});
      expect(rate.number).to.equal(0.1);
      expect(rate.scalar.shape).to.deep.equal([]);
      expect(rate.scalar.dataSync()[0]).to.equal(Math.fround(0.1));
      expect(beta.scalar.dataSync()[0]).to.equal(Math.fround(0.9));
      expect(tf.memory().numTensors).to.equal(before + 2);
    });
    expect(tf.memory().numTensors).to.equal(before);
  });
});
