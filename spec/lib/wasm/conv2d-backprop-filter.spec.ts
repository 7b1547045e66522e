import * as tf from '@tensorflow/tfjs';
import {expectEqualOnWasm, gradients, numbers} from './backends.ts';

describe('registerConv2dBackpropFilter and replaceConv2dBackpropInput', () => {
  for (const [size, strides, pad, shape] of [
    [3, 1, 'same', [2, 7, 6, 3]],
    [3, 2, 'same', [2, 7, 6, 3]],
    [2, 1, 'valid', [2, 7, 6, 3]],
    [3, [2, 1], 'valid', [2, 7, 6, 3]],
    [3, 1, 1, [2, 7, 6, 3]],
    [2, 1, 3, [2, 5, 4, 3]],
    [1, 1, 'valid', [3, 4, 5, 6]],
    [1, 2, 'same', [3, 4, 5, 6]],
    [4, [1, 3], 'same', [2, 9, 8, 1]],
    // The last row and column meet no window.
    [3, 2, 'valid', [2, 8, 6, 2]],
    [5, 1, 'same', [1, 3, 3, 2]],
  ] as [number, number | [number, number], 'same' | 'valid' | number, number[]][]) {
    it(`convolves back: filter ${size}, strides ${String(strides)}, pad ${pad} of [${String(shape)}]`, async () => {
      const inputs = [numbers(shape), numbers([size, size, shape[3]!, 4])];
      const convolve = (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad);
      await expectEqualOnWasm(gradients(convolve, inputs));
    });
  }

  it('transposes convolutions', async () => {
    for (const [strides, pad] of [
      [1, 'same'],
      [2, 'same'],
      [1, 'valid'],
    ] as const) {
      const inputs = [numbers([2, 4, 5, 3]), numbers([3, 3, 2, 3])];
      const side = (size: number) => (pad === 'same' ? size * strides : size + 2);
      const transpose = (x: tf.Tensor, w: tf.Tensor) =>
        tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, side(4), side(5), 2], strides, pad);
      await expectEqualOnWasm(gradients(transpose, inputs));
    }
  });

  it('convolves sequences back', async () => {
    const inputs = [numbers([2, 9, 3]), numbers([3, 3, 4])];
    const convolve = (x: tf.Tensor, w: tf.Tensor) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 2, 'same');
    await expectEqualOnWasm(gradients(convolve, inputs));
  });
});
