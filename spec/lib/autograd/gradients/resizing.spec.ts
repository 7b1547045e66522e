import * as tf from '@tensorflow/tfjs';
import {expectPiecewiseLinear} from '../linear-maps.ts';

describe('second gradients of resizing', () => {
  for (const [corners, halfPixel] of [
    [false, false],
    [true, false],
    [false, true],
  ] as const) {
    it(`alignCorners ${corners}, halfPixelCenters ${halfPixel}`, () => {
      expectPiecewiseLinear((x) => tf.image.resizeBilinear(x as tf.Tensor4D, [3, 5], corners, halfPixel), [2, 2, 4, 1]);
      expectPiecewiseLinear(
        (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [3, 5], corners, halfPixel),
        [2, 2, 4, 1],
      );
    });
  }
});
