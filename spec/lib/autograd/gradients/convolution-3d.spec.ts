import * as tf from '@tensorflow/tfjs';
import {expectBilinear} from '../linear-maps.ts';

describe('second gradients of convolutions in three dimensions', () => {
  for (const pad of ['same', 'valid'] as const) {
    for (const strides of [1, 2]) {
      it(`conv3d, ${pad}, strides ${strides}`, () => {
        const convolve = (x: tf.Tensor, w: tf.Tensor): tf.Tensor =>
          tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, strides, pad);
        expectBilinear(convolve, [1, 3, 3, 4, 2], [2, 2, 2, 2, 1]);
      });
    }
  }
  it('conv3dTranspose', () => {
    const convolve = (x: tf.Tensor, w: tf.Tensor): tf.Tensor =>
      tf.conv3dTranspose(x as tf.Tensor5D, w as tf.Tensor5D, [1, 4, 4, 4, 1], 2, 'same');
    expectBilinear(convolve, [1, 2, 2, 2, 2], [2, 2, 2, 1, 2]);
  });
});
