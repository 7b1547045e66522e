import * as tf from '@tensorflow/tfjs';
import {expectPiecewiseLinear} from '../linear-maps.ts';

describe('second gradients of max pooling', () => {
  for (const pad of ['same', 'valid'] as const) {
    it(`maxPool, ${pad}, also where all values of a window are negative`, () => {
      expectPiecewiseLinear((x) => tf.maxPool(x as tf.Tensor4D, [2, 3], 2, pad), [2, 4, 5, 2]);
      expectPiecewiseLinear((x) => tf.maxPool(x as tf.Tensor4D, 3, 1, pad), [1, 4, 5, 2]);
      expectPiecewiseLinear((x) => tf.maxPool(tf.sub(x, 10), 2, 1, pad), [1, 4, 4, 1]);
    });
    it(`maxPool3d, ${pad}`, () => {
      expectPiecewiseLinear((x) => tf.maxPool3d(x as tf.Tensor5D, 2, 1, pad), [1, 3, 2, 3, 2]);
    });
  }
});
