import * as tf from '@tensorflow/tfjs';
import {build, type Grid} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

const row = (x: Grid, i: number): number[] => Array.from({length: x.shape[1]!}, (_, j) => x.at([i, j]));
const logSumExp = (values: number[]): number => Math.log(values.reduce((sum, value) => sum + Math.exp(value), 0));

/** - sum_j labels_j log softmax(logits)_j, for labels of any sum. */
const crossEntropy = (labels: Grid, logits: Grid): Grid =>
  build([labels.shape[0]!], (i) => {
    const values = row(logits, i);
    return row(labels, i).reduce((sum, label, j) => sum - label * (values[j]! - logSumExp(values)), 0);
  });

/** - sum_k smoothed log softmax at every place: label smoothing spreads s over the k classes of the last axis. */
const smoothed = (labels: Grid, logits: Grid, s: number): Grid => {
  const [rows, columns, classes] = labels.shape as [number, number, number];
  return build([rows, columns], (i, j) => {
    const values = Array.from({length: classes}, (_, k) => logits.at([i, j, k]));
    return values.reduce(
      (sum, value, k) => sum - (labels.at([i, j, k]) * (1 - s) + s / classes) * (value - logSumExp(values)),
      0,
    );
  });
};

describe('operations with a gradient of their own', () => {
  gradientCase({
    name: 'softmaxCrossEntropy of three axes with label smoothing',
    shapes: [
      [2, 3, 4],
      [2, 3, 4],
    ],
    operation: (labels, logits) => tf.losses.softmaxCrossEntropy(labels, logits, undefined, 0.2, tf.Reduction.NONE),
    reference: (labels, logits) => smoothed(labels, logits, 0.2),
  });

  gradientCase({
    name: 'logSigmoid of an intermediate result',
    shapes: [[6]],
    operation: (x) => tf.logSigmoid(tf.mul(x, x)),
    reference: (x) => build([6], (i) => -Math.log1p(Math.exp(-(x.at([i]) ** 2)))),
  });

  gradientCase({
    name: 'softmaxCrossEntropy, with respect to labels and logits',
    shapes: [
      [3, 4],
      [3, 4],
    ],
    operation: (labels, logits) =>
      tf.losses.softmaxCrossEntropy(labels, logits, undefined, undefined, tf.Reduction.NONE),
    reference: (labels, logits) => crossEntropy(labels, logits),
  });

  gradientCase({
    name: 'softmaxCrossEntropy with weights and smooth labels',
    shapes: [[3, 4], [3, 4], [3]],
    operation: (labels, logits, weights) => tf.losses.softmaxCrossEntropy(labels, logits, weights, 0.2),
    reference: (labels, logits, weights) => {
      const smooth = build(labels.shape, (...index) => 0.8 * labels.at(index) + 0.2 / 4);
      const each = crossEntropy(smooth, logits);
      return build([], () => each.values.reduce((sum, value, i) => sum + value * weights.values[i]!, 0) / 3);
    },
  });
});
