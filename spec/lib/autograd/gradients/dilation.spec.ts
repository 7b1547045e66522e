import * as tf from '@tensorflow/tfjs';
import {expectPiecewiseLinear} from '../linear-maps.ts';

describe('second gradients of dilation2d', () => {
  for (const pad of ['same', 'valid'] as const) {
    it(`of pixels and weights together, ${pad}`, () => {
      const f = (x: tf.Tensor): tf.Tensor => {
        const [pixels, weights] = tf.split(tf.reshape(x, [44]), [32, 12]) as [tf.Tensor, tf.Tensor];
        return tf.dilation2d(tf.reshape<tf.Rank.R4>(pixels, [1, 4, 4, 2]), tf.reshape(weights, [2, 3, 2]), 1, pad);
      };
      expectPiecewiseLinear(f, [44]);
    });
  }
});
