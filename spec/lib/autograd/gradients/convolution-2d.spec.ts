import * as tf from '@tensorflow/tfjs';
import {expectBilinear} from '../linear-maps.ts';

describe('second gradients of convolutions', () => {
  for (const pad of ['same', 'valid'] as const) {
    for (const strides of [1, 2]) {
      it(`conv2d, ${pad}, strides ${strides}`, () => {
        const convolve = (x: tf.Tensor, w: tf.Tensor): tf.Tensor =>
          tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad);
        expectBilinear(convolve, [2, 4, 5, 2], [2, 3, 2, 2]);
      });
    }
  }
  it('conv2dTranspose', () => {
    const convolve = (x: tf.Tensor, w: tf.Tensor): tf.Tensor =>
      tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [1, 4, 6, 2], 2, 'same');
    expectBilinear(convolve, [1, 2, 3, 2], [2, 2, 2, 2]);
  });
});
