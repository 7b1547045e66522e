import * as tf from '@tensorflow/tfjs';
import {expectRepaired} from './backends.ts';

type Window = [number, number, number];

const windows: readonly Window[] = [
  [2, 2, 2],
  [1, 2, 3],
  [3, 2, 1],
];
const image = [2, 4, 5, 4, 2];

describe('gradients of convolutions in three dimensions on wasm', () => {
  for (const window of windows) {
    for (const stride of [1, 2]) {
      for (const pad of ['valid', 'same'] as const) {
        const about = `${window.join(' x ')}, stride ${stride}, ${pad}`;

        it(`for images and filter: ${about}`, async () => {
          const convolve = (x: tf.Tensor, w: tf.Tensor): tf.Tensor =>
            tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, stride, pad);
          await expectRepaired(convolve, image, [...window, 2, 3]);
        });
      }
    }
  }
});
