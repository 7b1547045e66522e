import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {expectEqualOnWasm, gradients, numbers, valuesOn} from './backends.ts';

const windows = [
  [2, 2, 'valid'],
  [3, 2, 'same'],
  [[3, 2], [1, 2], 'same'],
  [3, 1, 'valid'],
  [3, 2, 1],
] as const;

type Side = number | [number, number];

describe('replaceMaxPoolGradient', () => {
  for (const [size, strides, pad] of windows) {
    it(`finds negative maxima: window ${String(size)}, strides ${String(strides)}, pad ${pad}`, async () => {
      const x = numbers([2, 7, 6, 3]);
      x.values.forEach((value, index) => (x.values[index] = value - 1));
      const pool = (of: tf.Tensor) =>
        tf.maxPool(of as tf.Tensor4D, size as Side, strides as Side, pad, pad === 1 ? 'floor' : undefined);
      await expectEqualOnWasm(gradients(pool, [x]));
    });
  }

  it('sends the gradient of a window of zeros to the first of them, which is none of the padding', async () => {
    const pool = () => [tf.grad((x) => tf.maxPool(x as tf.Tensor4D, 2, 1, 1, 'floor'))(tf.zeros([1, 2, 2, 1]))];
    expect([...(await valuesOn('wasm', pool))[0]!]).to.deep.equal([4, 2, 2, 1]);
  });
});

describe('replaceAveragePoolGradient', () => {
  it('divides by the number of values inside of the image', async () => {
    const pool = () => [tf.grad((x) => tf.avgPool(x as tf.Tensor4D, 2, 1, 'same'))(tf.ones([1, 2, 2, 1]))];
    // Windows of 4, 2, 2 and 1 values.
    expect([...(await valuesOn('wasm', pool))[0]!]).to.deep.equal([0.25, 0.75, 0.75, 2.25]);
  });

  it('is that of the plain kernel without padding', async () => {
    for (const [size, strides, pad] of windows) {
      if (pad !== 'valid') continue;
      await expectEqualOnWasm(
        gradients((x) => tf.avgPool(x as tf.Tensor4D, size, strides, pad), [numbers([2, 7, 6, 3])]),
      );
    }
  });
});
