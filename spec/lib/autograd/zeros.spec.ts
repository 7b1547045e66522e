import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {zerosOf} from '../../../lib/autograd/zeros.ts';
import {scopedTensors} from './scoped.ts';

describe('zerosOf', () => {
  scopedTensors();

  it('has the shape of a tensor, and is float32, as derivatives are, also for whole numbers', () => {
    for (const dtype of ['float32', 'int32', 'bool'] as const) {
      const zeros = zerosOf(tf.ones([2, 3], dtype));
      expect([zeros.shape, zeros.dtype]).to.deep.equal([[2, 3], 'float32']);
      expect([...zeros.dataSync()]).to.deep.equal([0, 0, 0, 0, 0, 0]);
    }
  });

  it('is complex where the tensor is', function () {
    // It has no complex numbers.
    if (tf.getBackend() === 'wasm') this.skip();
    const zeros = zerosOf(tf.complex([1, 2], [3, 4]));
    expect([zeros.shape, zeros.dtype]).to.deep.equal([[2], 'complex64']);
    for (const part of [tf.real(zeros), tf.imag(zeros)]) expect([...part.dataSync()]).to.deep.equal([0, 0]);
  });
});
