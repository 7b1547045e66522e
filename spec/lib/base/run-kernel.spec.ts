import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {runKernel} from '../../../lib/base/run-kernel.ts';

describe('runKernel', () => {
  it('is an operation that gradients pass through', () => {
    const gradient = tf.tidy(() => {
      const cube = (x: tf.Tensor): tf.Scalar => tf.sum(tf.mul(x, runKernel(tf.Square, {x}, {})));
      return [
        ...tf
          .grad(cube)(tf.tensor1d([1, 2]))
          .dataSync(),
      ];
    });
    expect(gradient).to.deep.equal([3, 12]);
  });

  it('takes attributes, and the lists that some kernels take', () => {
    const joined = tf.tidy(() => {
      const [a, b] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[3, 4]])];
      return [0, 1].map((axis) => runKernel(tf.Concat, [a, b], {axis}).arraySync());
    });
    expect(joined).to.deep.equal([
      [
        [1, 2],
        [3, 4],
      ],
      [[1, 2, 3, 4]],
    ]);
  });
});
