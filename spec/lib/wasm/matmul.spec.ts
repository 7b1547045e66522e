import * as tf from '@tensorflow/tfjs';
import {expectEqualOnWasm, gradients, numbers} from './backends.ts';

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
