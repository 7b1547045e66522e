import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';

describe('second gradients of elementwise kernels', () => {
  it('elu: e^x left of zero, nothing right of it, in the second and third derivative', () => {
    tf.tidy(() => {
      const x = tf.tensor1d([-1, -0.25, 0.5]);
      const first = (y: tf.Tensor): tf.Tensor => tf.grad(tf.elu)(y);
      const second = (y: tf.Tensor): tf.Tensor => tf.grad(first)(y);
      for (const derivative of [second, (y: tf.Tensor) => tf.grad(second)(y)]) {
        const values = secondOrder(() => derivative(x)).dataSync();
        for (const [i, expected] of [Math.exp(-1), Math.exp(-0.25), 0].entries()) {
          expect(values[i]).to.be.closeTo(expected, 1e-6);
        }
      }
    });
  });
});
