import * as tf from '@tensorflow/tfjs';
import {expectEqualOnWasm, gradients, numbers} from './backends.ts';

describe('registerConv2dBackpropFilter', () => {
  for (const [size, strides, pad] of [
    [3, 1, 'same'],
    [3, 2, 'same'],
    [2, 1, 'valid'],
    [3, [2, 1], 'valid'],
    [3, 1, 1],
  ] as const) {
    it(`convolves back: filter ${size}, strides ${String(strides)}, pad ${pad}`, async () => {
      const inputs = [numbers([2, 7, 6, 3]), numbers([size, size, 3, 4])];
      const convolve = (x: tf.Tensor, w: tf.Tensor) =>
        tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides as number, pad);
      await expectEqualOnWasm(gradients(convolve, inputs));
    });
  }
});
