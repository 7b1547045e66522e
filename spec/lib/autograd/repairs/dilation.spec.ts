import * as tf from '@tensorflow/tfjs';
import {gradientCase} from './gradient-case.ts';
import {overWindows} from './windows.ts';

describe('gradient of dilation2d', () => {
  for (const [pad, dilation] of [
    ['valid', 1],
    ['same', 1],
    ['valid', 2],
  ] as const) {
    gradientCase({
      name: `of negative values, ${pad}, dilation ${dilation}`,
      shapes: [
        [2, 5, 4, 2],
        [3, 2, 2],
      ],
      operation: (x, w) => tf.dilation2d(x as tf.Tensor4D, w as tf.Tensor3D, 1, pad, dilation),
      reference: (x, w) =>
        overWindows(x, {filter: [3, 2], dilation, ...(pad === 'same' && {pad})}, 2, (batch, taps, channel) =>
          Math.max(
            ...taps.map(
              ({position, index}) => x.at([batch, ...index, channel], -Infinity) + w.at([...position, channel]),
            ),
          ),
        ),
      values: (value) => -Math.abs(value) - 0.2,
    });
  }
});
