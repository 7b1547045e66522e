import * as tf from '@tensorflow/tfjs';
import {expectRepaired} from './backends.ts';

type Window = [number, number, number];

const windows: readonly Window[] = [
  [2, 2, 2],
  [1, 2, 3],
  [3, 2, 1],
];
const image = [2, 4, 5, 4, 2];

describe('gradients over windows of three dimensions on wasm', () => {
  for (const window of windows) {
    for (const stride of [1, 2]) {
      for (const pad of ['valid', 'same'] as const) {
        const about = `${window.join(' x ')}, stride ${stride}, ${pad}`;

        it(`of the maximum of negative numbers and the average: ${about}`, async () => {
          await expectRepaired((x) => tf.maxPool3d(tf.sub(x as tf.Tensor5D, 9), window, stride, pad), image);
          await expectRepaired((x) => tf.avgPool3d(x as tf.Tensor5D, window, stride, pad), image);
        });
      }
    }
  }
});
