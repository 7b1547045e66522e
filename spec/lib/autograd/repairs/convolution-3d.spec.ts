import * as tf from '@tensorflow/tfjs';
import {build, type Grid} from './grid.ts';
import {gradientCase} from './gradient-case.ts';
import {overWindows, type Windows} from './windows.ts';

const convolved = (x: Grid, w: Grid, windows: Omit<Windows, 'filter'>): Grid =>
  overWindows(x, {...windows, filter: w.shape.slice(0, 3)}, w.shape[4]!, (batch, taps, channel) =>
    taps.reduce((sum, {position, index}) => {
      for (let c = 0; c < w.shape[3]!; c++) sum += x.at([batch, ...index, c], 0) * w.at([...position, c, channel]);
      return sum;
    }, 0),
  );

type Pad = 'same' | 'valid';
const kinds: [string, Pad | number, number, number, Windows['pad']][] = [
  ['same, with strides', 'same', 2, 1, 'same'],
  [
    'dilated',
    'valid',
    1,
    2,
    [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
  ],
  [
    'numeric padding',
    1,
    1,
    1,
    [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  ],
];

describe('gradients of convolutions in three dimensions', () => {
  for (const [name, pad, stride, dilation, room] of kinds) {
    gradientCase({
      name: `conv3d, ${name}`,
      shapes: [
        [1, 4, 3, 5, 2],
        [2, 2, 2, 2, 2],
      ],
      operation: (x, w) =>
        tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, stride, pad as Pad, 'NDHWC', [dilation, dilation, dilation]),
      reference: (x, w) => convolved(x, w, {stride, dilation, ...(room && {pad: room})}),
    });
  }

  gradientCase({
    name: 'conv3dTranspose',
    shapes: [
      [2, 2, 1, 2, 2],
      [2, 2, 3, 2, 2],
    ],
    operation: (x, w) => tf.conv3dTranspose(x as tf.Tensor5D, w as tf.Tensor5D, [2, 4, 3, 5, 2], 2, 'valid'),
    reference: (x, w) =>
      build([2, 4, 3, 5, 2], (batch, ...index) => {
        const channel = index.pop()!;
        let sum = 0;
        for (let i = 0; i < 2; i++) {
          for (let j = 0; j < 2; j++) {
            for (let k = 0; k < 3; k++) {
              const from = [i, j, k].map((place, axis) => (index[axis]! - place) / 2);
              if (!from.every(Number.isInteger)) continue;
              for (let c = 0; c < 2; c++) sum += x.at([batch, ...from, c], 0) * w.at([i, j, k, channel, c]);
            }
          }
        }
        return sum;
      }),
  });

  gradientCase({
    name: 'conv3d, same, with windows shorter than their stride',
    shapes: [
      [1, 4, 3, 4, 2],
      [1, 2, 1, 2, 2],
    ],
    operation: (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, 2, 'same'),
    reference: (x, w) => convolved(x, w, {stride: 2, pad: 'same'}),
  });
});
