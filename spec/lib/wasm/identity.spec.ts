import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {valuesOn} from './backends.ts';

describe('replaceIdentity', () => {
  it('clones that outlive what they were made of, without new numbers', async () => {
    const [values] = await valuesOn('wasm', () => {
      const x = tf.tensor1d([1, 2, 3]);
      const {numDataBuffers} = tf.memory();
      const clone = tf.engine().runKernel(tf.Identity, {x}) as tf.Tensor;
      expect(tf.memory().numDataBuffers).to.equal(numDataBuffers);
      x.dispose();
      tf.neg([7, 7, 7]);
      return [clone];
    });
    expect([...values!]).to.deep.equal([1, 2, 3]);
  });

  it('keeps the value of a variable that is assigned to afterwards', async () => {
    const [values] = await valuesOn('wasm', () => {
      const variable = tf.variable(tf.tensor1d([1, 2]));
      const before = tf.clone(variable);
      variable.assign(tf.tensor1d([3, 4]));
      const both = tf.concat([before, variable]);
      variable.dispose();
      return [both];
    });
    expect([...values!]).to.deep.equal([1, 2, 3, 4]);
  });
});
