import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {gradients, numbers, valuesOn} from './backends.ts';

describe('training kernels of the wasm backend', () => {
  it('keeps no tensor', async () => {
    await valuesOn('wasm', () => [tf.zeros([1])]);
    const before = tf.memory().numTensors;
    await valuesOn(
      'wasm',
      gradients((x, y) => tf.matMul(x, y, true, true), [numbers([4, 6]), numbers([5, 4])]),
    );
    const convolve = (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same');
    await valuesOn('wasm', gradients(convolve, [numbers([2, 5, 5, 3]), numbers([3, 3, 3, 4])]));
    expect(tf.memory().numTensors).to.equal(before);
  });
});
