import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {repairGradients} from '../../../../lib/autograd/repairs/index.ts';
import {build} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

const PAIRS = [
  [2, 0, 2],
  [1, 1, 0],
];
const pairs = (): tf.Tensor2D => tf.tensor2d(PAIRS, [2, 3], 'int32');
const column = (...rows: number[]): tf.Tensor2D => tf.tensor2d(rows, [rows.length, 1], 'int32');

describe('gradients of operations with indices', () => {
  gradientCase({
    name: 'gather along the last axis, counted from the end',
    shapes: [[2, 3, 4]],
    operation: (x) => tf.gather(x, tf.tensor1d([3, 1, 3], 'int32'), -1),
    reference: (x) => build([2, 3, 3], (i, j, k) => x.at([i, j, [3, 1, 3][k]!])),
  });
  gradientCase({
    name: 'gather with indices of rank 2',
    shapes: [[2, 3, 2]],
    operation: (x) => tf.gather(x, pairs(), 1),
    reference: (x) => build([2, 2, 3, 2], (i, j, k, l) => x.at([i, PAIRS[j]![k]!, l])),
  });
  gradientCase({
    name: 'gather in batches, along the next axis',
    shapes: [[2, 3, 4]],
    operation: (x) => tf.gather(x, pairs(), 1, 1),
    reference: (x) => build([2, 3, 4], (i, j, k) => x.at([i, PAIRS[i]![j]!, k])),
  });
  gradientCase({
    name: 'gather in batches, along a later axis',
    shapes: [[2, 4, 3, 2]],
    operation: (x) => tf.gather(x, pairs(), 2, 1),
    reference: (x) => build([2, 4, 3, 2], (i, j, k, l) => x.at([i, j, PAIRS[i]![k]!, l])),
  });
  gradientCase({
    name: 'gatherND with an index twice',
    shapes: [[3, 4]],
    operation: (x) => tf.gatherND(x, tf.tensor2d([0, 1, 2, 3, 0, 1], [3, 2], 'int32')),
    reference: (x) =>
      build([3], (i) =>
        x.at(
          [
            [0, 1],
            [2, 3],
            [0, 1],
          ][i]!,
        ),
      ),
  });
  gradientCase({
    name: 'scatterND with an index twice',
    shapes: [[3, 2]],
    operation: (x) => tf.scatterND(column(2, 0, 2), x, [4, 2]),
    reference: (x) =>
      build([4, 2], (i, j) => [2, 0, 2].reduce((sum, to, from) => sum + (to === i ? x.at([from, j]) : 0), 0)),
  });
  gradientCase({
    name: 'tensorScatterUpdate',
    shapes: [
      [4, 3],
      [2, 3],
    ],
    operation: (x, updates) => tf.tensorScatterUpdate(x, column(2, 0), updates),
    reference: (x, updates) =>
      build([4, 3], (i, j) => ([2, 0].includes(i) ? updates.at([[2, 0].indexOf(i), j]) : x.at([i, j]))),
  });
  gradientCase({
    name: 'sparseToDense',
    shapes: [[2], []],
    operation: (values, other) =>
      tf.sparseToDense(tf.tensor2d([0, 1, 2, 2], [2, 2], 'int32'), values, [3, 4], other as tf.Scalar),
    reference: (values, other) =>
      build([3, 4], (i, j) => {
        const place = [
          [0, 1],
          [2, 2],
        ].findIndex(([row, each]) => row === i && each === j);
        return place < 0 ? other.at([]) : values.at([place]);
      }),
  });
  gradientCase({
    name: 'topk',
    shapes: [[2, 2, 4]],
    operation: (x) => tf.topk(x, 2).values,
    reference: (x) => build([2, 2, 2], (i, j, k) => [0, 1, 2, 3].map((l) => x.at([i, j, l])).sort((a, b) => b - a)[k]!),
  });
  gradientCase({
    name: 'weights of bincount',
    shapes: [[4]],
    operation: (weights) => tf.bincount(tf.tensor1d([1, 0, 1, 2], 'int32'), weights as tf.Tensor1D, 4),
    reference: (weights) =>
      build([4], (bin) => [1, 0, 1, 2].reduce((sum, to, from) => sum + (to === bin ? weights.at([from]) : 0), 0)),
  });

  it('tensorScatterUpdate leaves the tensor that it is given as it is', () => {
    const undo = repairGradients();
    tf.tidy(() => {
      const x = tf.tensor1d([1, 2, 3]);
      const y = tf.tensorScatterUpdate(x, column(1), tf.tensor1d([9]));
      expect([...y.dataSync()]).to.deep.equal([1, 9, 3]);
      expect([...x.dataSync()]).to.deep.equal([1, 2, 3]);
    });
    undo();
  });
});
