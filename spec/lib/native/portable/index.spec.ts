import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {randomStream} from '../../../../lib/random.ts';
import {valuesOn} from './backends.ts';

const random = randomStream(5, 'portable kernels');
const numbers = (shape: number[]): {shape: number[]; values: Float32Array} => ({
  shape,
  values: Float32Array.from({length: shape.reduce((a, b) => a * b, 1)}, () => random.normal()),
});
const tensor = ({shape, values}: ReturnType<typeof numbers>): tf.Tensor => tf.tensor(values, shape);

/** Gradients of a weighted sum of what an operation gives, so that every element of it counts differently. */
function gradients(operation: (...inputs: tf.Tensor[]) => tf.Tensor, inputs: ReturnType<typeof numbers>[]) {
  return (): tf.Tensor[] => {
    const weighted = (...given: tf.Tensor[]): tf.Scalar => {
      const out = operation(...given);
      return tf.sum(tf.mul(out, tf.sin(tf.reshape(tf.range(1, out.size + 1), out.shape))));
    };
    return tf.grads(weighted)(inputs.map(tensor));
  };
}

async function expectEqualOnWasm(work: () => tf.Tensor[]): Promise<void> {
  const [wasm, cpu] = [await valuesOn('wasm', work), await valuesOn('cpu', work)];
  expect(wasm.length).to.equal(cpu.length);
  for (const [index, values] of wasm.entries()) {
    const size = Math.max(...cpu[index]!.map(Math.abs));
    expect(size).to.be.greaterThan(0.1);
    for (const [i, value] of values.entries()) expect(value).to.be.closeTo(cpu[index]![i]!, 1e-5 * size);
  }
}

describe('training kernels of the wasm backend, against those of the cpu backend', () => {
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

    it(`convolves back by channel: filter ${size}, strides ${String(strides)}, pad ${pad}`, async () => {
      const inputs = [numbers([2, 7, 6, 3]), numbers([size, size, 3, 2])];
      const square = typeof strides === 'number' ? strides : 2;
      const convolve = (x: tf.Tensor, w: tf.Tensor) =>
        tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, square, pad);
      await expectEqualOnWasm(gradients(convolve, inputs));
    });
  }

  it('adds the gradients of rows that were gathered several times, and leaves others at zero', async () => {
    await expectEqualOnWasm(gradients((x) => tf.gather(x, [3, 1, 3, 3, 0]), [numbers([5, 4])]));
  });

  it('multiplies matrices with either operand transposed, in batches too', async () => {
    const shapes: [number[], number[], boolean, boolean][] = [
      [[4, 6], [4, 5], true, false],
      [[6, 4], [5, 4], false, true],
      [[4, 6], [5, 4], true, true],
      [[3, 4, 6], [3, 5, 4], true, true],
      [[2, 3, 6, 4], [2, 3, 5, 4], false, true],
    ];
    for (const [a, b, transposeA, transposeB] of shapes) {
      const inputs = [numbers(a), numbers(b)];
      await expectEqualOnWasm(gradients((x, y) => tf.matMul(x, y, transposeA, transposeB), inputs));
    }
  });

  it('keeps no tensor', async () => {
    await valuesOn('wasm', () => [tf.zeros([1])]);
    const before = tf.memory().numTensors;
    await valuesOn(
      'wasm',
      gradients((x, y) => tf.matMul(x, y, true, true), [numbers([4, 6]), numbers([5, 4])]),
    );
    const convolve = (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same');
    await valuesOn('wasm', gradients(convolve, [numbers([2, 5, 5, 3]), numbers([3, 3, 3, 4])]));
    expect(tf.memory().numTensors).to.equal(before);
  });
});
