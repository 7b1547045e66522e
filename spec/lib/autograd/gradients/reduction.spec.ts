import * as tf from '@tensorflow/tfjs';
import {expectPiecewiseLinear} from '../linear-maps.ts';

describe('gradients of sums and repetitions', () => {
  it('sum and mean, over some axes and all', () => {
    for (const axis of [0, 1, -1, [0, 2], undefined]) {
      expectPiecewiseLinear((x) => tf.sum(x, axis), [2, 3, 2]);
      expectPiecewiseLinear((x) => tf.mean(x, axis, true), [2, 3, 2]);
    }
  });
  it('tile in any rank', () => {
    expectPiecewiseLinear((x) => tf.tile(x, [3]), [4]);
    expectPiecewiseLinear((x) => tf.tile(x, [2, 1, 1, 2, 3]), [1, 2, 1, 2, 2]);
    expectPiecewiseLinear((x) => tf.broadcastTo(x, [3, 2, 4]), [2, 1]);
  });
});
