import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {CountWeight} from '../../../optimizers/base/count-weight.ts';

describe('CountWeight', () => {
  it('is one tensor for all calls, made anew after it was freed', () => {
    const before = tf.memory().numTensors;
    const count = new CountWeight();
    const first = count.of(3);
    expect([first.name, first.tensor.dtype, first.tensor.dataSync()[0]]).to.deep.equal(['iter', 'int32', 3]);
    expect(count.of(4).tensor).to.equal(first.tensor);
    expect(first.tensor.dataSync()[0]).to.equal(4);
    expect(tf.memory().numTensors).to.equal(before + 1);
    first.tensor.dispose();
    expect(count.of(5).tensor.dataSync()[0]).to.equal(5);
    count.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });
});
