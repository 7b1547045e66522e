import * as tf from '@tensorflow/tfjs';
import {expectEqualOnWasm, gradients, numbers} from './backends.ts';

describe('registerUnsortedSegmentSum', () => {
  it('adds the gradients of rows that were gathered several times, and leaves others at zero', async () => {
    await expectEqualOnWasm(gradients((x) => tf.gather(x, [3, 1, 3, 3, 0]), [numbers([5, 4])]));
  });
});
