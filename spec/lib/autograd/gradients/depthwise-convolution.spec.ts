import * as tf from '@tensorflow/tfjs';
import {expectBilinear} from '../linear-maps.ts';

describe('second gradients of depthwise convolutions', () => {
  for (const pad of ['same', 'valid'] as const) {
    for (const strides of [1, 2]) {
      it(`depthwiseConv2d, ${pad}, strides ${strides}`, () => {
        const convolve = (x: tf.Tensor, w: tf.Tensor): tf.Tensor =>
          tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad);
        expectBilinear(convolve, [2, 4, 5, 2], [2, 3, 2, 2]);
      });
    }
  }
});
