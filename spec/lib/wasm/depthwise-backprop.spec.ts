import * as tf from '@tensorflow/tfjs';
import {expectEqualOnWasm, gradients, numbers} from './backends.ts';

describe('registerDepthwiseBackpropFilter and registerDepthwiseBackpropInput', () => {
  for (const [size, strides, pad] of [
    [3, 1, 'same'],
    [3, 2, 'same'],
    [2, 1, 'valid'],
    [3, [2, 1], 'valid'],
    [3, 1, 1],
  ] as const) {
    it(`convolves back by channel: filter ${size}, strides ${String(strides)}, pad ${pad}`, async () => {
      const inputs = [numbers([2, 7, 6, 3]), numbers([size, size, 3, 2])];
      const square = typeof strides === 'number' ? strides : 2;
      const convolve = (x: tf.Tensor, w: tf.Tensor) =>
        tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, square, pad);
      await expectEqualOnWasm(gradients(convolve, inputs));
    });
  }
});
