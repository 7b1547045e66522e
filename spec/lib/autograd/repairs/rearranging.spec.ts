import * as tf from '@tensorflow/tfjs';
import {build} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

describe('gradients of rearrangements', () => {
  gradientCase({
    name: 'stridedSlice with strides back and forth',
    shapes: [[4, 6]],
    operation: (x) => tf.stridedSlice(x, [3, 1], [0, 6], [-2, 3]),
    reference: (x) => build([2, 2], (i, j) => x.at([3 - 2 * i, 1 + 3 * j])),
  });
  gradientCase({
    name: 'stridedSlice that drops an axis',
    shapes: [[3, 5]],
    operation: (x) => tf.stridedSlice(x, [1, 1], [2, 4], [1, 2], 0, 0, 0, 0, 1),
    reference: (x) => build([2], (j) => x.at([1, 1 + 2 * j])),
  });
  gradientCase({
    name: 'stridedSlice with an ellipsis, backward to the first',
    shapes: [[2, 3, 4]],
    operation: (x) => tf.stridedSlice(x, [0, 3], [0, 0], [1, -1], 0, 2, 1),
    reference: (x) => build([2, 3, 4], (i, j, k) => x.at([i, j, 3 - k])),
  });
  gradientCase({
    name: 'stridedSlice with a new axis',
    shapes: [[4, 3]],
    operation: (x) => tf.stridedSlice(x, [0, 1], [0, 3], [1, 1], 0, 0, 0, 1),
    reference: (x) => build([1, 2, 3], (_, i, j) => x.at([i + 1, j])),
  });
  gradientCase({
    name: 'depthToSpace',
    shapes: [[2, 2, 3, 8]],
    operation: (x) => tf.depthToSpace(x as tf.Tensor4D, 2),
    reference: (x) => build([2, 4, 6, 2], (b, i, j, c) => x.at([b, i >> 1, j >> 1, ((i % 2) * 2 + (j % 2)) * 2 + c])),
  });
  gradientCase({
    name: 'depthToSpace, channels first',
    shapes: [[1, 8, 2, 3]],
    operation: (x) => tf.depthToSpace(x as tf.Tensor4D, 2, 'NCHW'),
    reference: (x) => build([1, 2, 4, 6], (b, c, i, j) => x.at([b, ((i % 2) * 2 + (j % 2)) * 2 + c, i >> 1, j >> 1])),
  });
  gradientCase({
    name: 'diag of rank 2',
    shapes: [[2, 3]],
    operation: (x) => tf.diag(x),
    reference: (x) => build([2, 3, 2, 3], (i, j, k, l) => (i === k && j === l ? x.at([i, j]) : 0)),
  });
  gradientCase({
    name: 'flipLeftRight',
    shapes: [[2, 3, 4, 1]],
    operation: (x) => tf.image.flipLeftRight(x as tf.Tensor4D),
    reference: (x) => build([2, 3, 4, 1], (b, i, j, c) => x.at([b, i, 3 - j, c])),
  });
  gradientCase({
    name: 'unstack into one',
    shapes: [[3, 1]],
    operation: (x) => tf.unstack(x, 1)[0]!,
    reference: (x) => build([3], (i) => x.at([i, 0])),
  });
  gradientCase({
    name: 'split into one',
    shapes: [[2, 3]],
    operation: (x) => tf.split(x, 1, 0)[0]!,
    reference: (x) => x,
  });
  gradientCase({
    name: 'bandPart',
    shapes: [[4, 5]],
    operation: (x) => tf.linalg.bandPart(x, 1, 2),
    reference: (x) => build([4, 5], (i, j) => (i - j <= 1 && j - i <= 2 ? x.at([i, j]) : 0)),
  });
  gradientCase({
    name: 'tile of rank 5',
    shapes: [[1, 2, 1, 2, 2]],
    operation: (x) => tf.tile(x, [2, 1, 3, 2, 1]),
    reference: (x) => build([2, 2, 3, 4, 2], (_, j, _k, l, m) => x.at([0, j, 0, l % 2, m])),
  });
});
