import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {expectEqualOnWasm, gradients, numbers, valuesOn} from './backends.ts';

describe('replaceMatMul', () => {
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
});

describe('replaceIdentity', () => {
  it('clones that outlive what they were made of, without new numbers', async () => {
    const [values] = await valuesOn('wasm', () => {
      const x = tf.tensor1d([1, 2, 3]);
      const {numDataBuffers} = tf.memory();
      const clone = tf.engine().runKernel(tf.Identity, {x}) as tf.Tensor;
      expect(tf.memory().numDataBuffers).to.equal(numDataBuffers);
      x.dispose();
      tf.neg([7, 7, 7]);
      return [clone];
    });
    expect([...values!]).to.deep.equal([1, 2, 3]);
  });

  it('keeps the value of a variable that is assigned to afterwards', async () => {
    const [values] = await valuesOn('wasm', () => {
      const variable = tf.variable(tf.tensor1d([1, 2]));
      const before = tf.clone(variable);
      variable.assign(tf.tensor1d([3, 4]));
      const both = tf.concat([before, variable]);
      variable.dispose();
      return [both];
    });
    expect([...values!]).to.deep.equal([1, 2, 3, 4]);
  });
});

describe('registerUnsortedSegmentSum', () => {
  it('adds the gradients of rows that were gathered several times, and leaves others at zero', async () => {
    await expectEqualOnWasm(gradients((x) => tf.gather(x, [3, 1, 3, 3, 0]), [numbers([5, 4])]));
  });
});
