import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';
import {scopedTensors} from '../scoped.ts';

describe('freshOperands', () => {
  scopedTensors();

  it('lets one vector be a column and a row of matrix products', () => {
    const v = tf.tensor1d([1, 2, 3, 4]);
    const ones = tf.ones([4]) as tf.Tensor1D;
    secondOrder(() => {
      expect(tf.dot(ones, v).dataSync()[0]).to.equal(10);
      expect([...tf.outerProduct(ones, v).dataSync()]).to.deep.equal([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]);
      expect(tf.dot(ones, v).dataSync()[0]).to.equal(10);
    });
  });
});
