import * as tf from '@tensorflow/tfjs';
import {broadcast, build, type Grid} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

/** Variances are squares here, so that no draw makes one negative. */
const normalised = (x: Grid, mean: Grid, root: Grid, offset?: Grid, scale?: Grid): Grid =>
  build(x.shape, (...index) => {
    const deviation = Math.sqrt(broadcast(root, index) ** 2 + 0.5);
    const ratio = (x.at(index) - broadcast(mean, index)) / deviation;
    return ratio * (scale ? broadcast(scale, index) : 1) + (offset ? broadcast(offset, index) : 0);
  });

const normalise = (x: tf.Tensor, mean: tf.Tensor, root: tf.Tensor, offset?: tf.Tensor, scale?: tf.Tensor): tf.Tensor =>
  tf.batchNorm(
    x as tf.Tensor4D,
    mean as tf.Tensor1D,
    tf.square(root) as tf.Tensor1D,
    offset as tf.Tensor1D,
    scale as tf.Tensor1D,
    0.5,
  );

describe('gradient of batchNorm', () => {
  gradientCase({
    name: 'without scale and offset',
    shapes: [[4, 3], [3], [3]],
    operation: (x, mean, root) => normalise(x, mean, root),
    reference: (x, mean, root) => normalised(x, mean, root),
  });
  gradientCase({
    name: 'without scale',
    shapes: [[4, 3], [3], [3], [3]],
    operation: (x, mean, root, offset) => normalise(x, mean, root, offset),
    reference: (x, mean, root, offset) => normalised(x, mean, root, offset),
  });
  gradientCase({
    name: 'without offset',
    shapes: [[2, 2, 2, 3], [3], [3], [3]],
    operation: (x, mean, root, scale) => normalise(x, mean, root, undefined, scale),
    reference: (x, mean, root, scale) => normalised(x, mean, root, undefined, scale),
  });
  gradientCase({
    name: 'with statistics of rank 4',
    shapes: [[2, 2, 3, 2], ...Array.from({length: 4}, () => [1, 1, 1, 2])],
    operation: (x, mean, root, offset, scale) => normalise(x, mean, root, offset, scale),
    reference: (x, mean, root, offset, scale) => normalised(x, mean, root, offset, scale),
  });
});
