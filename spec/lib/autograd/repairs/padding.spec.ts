import * as tf from '@tensorflow/tfjs';
import {build, type Grid} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

const PADDINGS: [number, number][] = [
  [1, 0],
  [2, 1],
  [0, 2],
];

/** Walks outward from the edge and back: over the edge itself twice, or once. */
const mirrored = (x: Grid, mode: 'reflect' | 'symmetric'): Grid =>
  build(
    x.shape.map((size, axis) => size + PADDINGS[axis]![0] + PADDINGS[axis]![1]),
    (...index) =>
      x.at(
        index.map((one, axis) => {
          const place = one - PADDINGS[axis]![0];
          const [size, edge] = [x.shape[axis]!, mode === 'symmetric' ? 1 : 0];
          if (place < 0) return -place - edge;
          return place < size ? place : 2 * (size - 1) - place + edge;
        }),
      ),
  );

describe('gradient of mirrorPad', () => {
  for (const mode of ['reflect', 'symmetric'] as const) {
    gradientCase({
      name: mode,
      shapes: [[2, 3, 4]],
      operation: (x) => tf.mirrorPad(x, PADDINGS, mode),
      reference: (x) => mirrored(x, mode),
    });
  }
});
