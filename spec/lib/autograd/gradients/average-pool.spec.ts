import * as tf from '@tensorflow/tfjs';
import {expectPiecewiseLinear} from '../linear-maps.ts';

describe('second gradients of average pooling', () => {
  for (const pad of ['same', 'valid'] as const) {
    it(`avgPool and avgPool3d, ${pad}`, () => {
      expectPiecewiseLinear((x) => tf.avgPool(x as tf.Tensor4D, [2, 3], 2, pad), [2, 4, 5, 2]);
      expectPiecewiseLinear((x) => tf.avgPool3d(x as tf.Tensor5D, 2, 1, pad), [1, 3, 2, 3, 2]);
    });
  }
});
