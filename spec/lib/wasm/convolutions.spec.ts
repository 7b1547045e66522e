import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {expectEqualOnWasm, gradients, numbers, valuesOn} from './backends.ts';

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

const run = (dy: tf.Tensor, filter: tf.Tensor, attributes: object): tf.Tensor =>
  tf.engine().runKernel(tf.Conv2DBackpropInput, {dy, filter}, attributes as tf.NamedAttrMap);

describe('replaceConv2dBackpropInput', () => {
  it('gives what the definition gives', async () => {
    const filter = tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]);
    const attributes = {strides: 1, pad: 'valid', dataFormat: 'NHWC', inputShape: [1, 3, 3, 1]};
    const [dx] = await valuesOn('wasm', () => [run(tf.tensor4d([1, 0, 0, 10], [1, 2, 2, 1]), filter, attributes)]);
    expect([...dx!]).to.deep.equal([1, 2, 0, 3, 14, 20, 0, 30, 40]);
    filter.dispose();
  });

  it('leaves longer strides to the kernel', async () => {
    const [dy, filter] = [numbers([1, 3, 3, 2]), numbers([2, 2, 3, 2])];
    const attributes = {strides: 2, pad: 'same', dataFormat: 'NHWC', inputShape: [1, 6, 6, 3]};
    const tensor = ({shape, values}: typeof dy) => tf.tensor(values, shape);
    await expectEqualOnWasm(() => [run(tensor(dy), tensor(filter), attributes)]);
  });
});

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
