import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {mean, standardDeviation} from '../../../../lib/base/statistics.ts';
import {confusionMatrix} from '../../../../lib/evaluation/index.ts';

/** The four cells of a confusion matrix of two classes. */
export interface Counts {
  readonly tp: number;
  readonly fn: number;
  readonly fp: number;
  readonly tn: number;
}

/** One class of a matrix against all others, counted cell by cell. */
export function oneAgainstRest(matrix: readonly (readonly number[])[], chosen: number): Counts {
  const counts = {tp: 0, fn: 0, fp: 0, tn: 0};
  for (const [actual, row] of matrix.entries()) {
    for (const [predicted, count] of row.entries()) {
      if (actual === chosen) counts[predicted === chosen ? 'tp' : 'fn'] += count;
      else counts[predicted === chosen ? 'fp' : 'tn'] += count;
    }
  }
  return counts;
}

/** The scores of the notes by their formulas, in the order sensitivity, specificity, accuracy, precision, F1; NaN for 0/0. */
export const scoresOf = ({tp, fn, fp, tn}: Counts): number[] => [
  tp / (tp + fn),
  tn / (tn + fp),
  (tp + tn) / (tp + fp + fn + tn),
  tp / (tp + fp),
  (2 * tp) / (2 * tp + fp + fn),
];

/** In which of the cells TP, FN, FP, TN an example with this label and prediction is counted. */
export const cellOf = (label: number, predicted: number): number => {
  const [[, fp], [fn, tp]] = confusionMatrix([label], [predicted], 2) as [[number, number], [number, number]];
  return [tp, fn, fp].indexOf(1) === -1 ? 3 : [tp, fn, fp].indexOf(1);
};

/** The classes that a network says, and the softmax output of one of them, for all examples. */
export function saidBy(model: tf.Sequential, x: tf.Tensor, of: number): {classes: Int32Array; output: Float32Array} {
  return tf.tidy(() => {
    const logits = model.apply(x) as tf.Tensor2D;
    const output = tf.softmax(logits).slice([0, of], [-1, 1]);
    return {
      classes: tf.argMax(logits, -1).dataSync<'int32'>(),
      output: output.dataSync<'float32'>(),
    };
  });
}

/** Sensitivity and specificity where an output from the threshold on counts as positive. */
export function atThresholds(output: ArrayLike<number>, isPositive: readonly boolean[], thresholds: readonly number[]) {
  const scores = thresholds.map((threshold) => {
    const counts = {tp: 0, fn: 0, fp: 0, tn: 0};
    for (const [i, is] of isPositive.entries()) {
      const said = output[i]! >= threshold;
      if (is) counts[said ? 'tp' : 'fn']++;
      else counts[said ? 'fp' : 'tn']++;
    }
    return scoresOf(counts);
  });
  return {sensitivity: scores.map(([score]) => score!), specificity: scores.map(([, score]) => score!)};
}

/** Share of the pairs of random matrices of `total` examples that F1 and accuracy put in the same order. */
export function sameOrder(pairs: number, total: number, seed: number): number {
  const random = randomStream(seed, 'matrices');
  const draw = (): number[] => {
    const cells = [0, 0, 0, 0];
    const cuts = [random.uniform(), random.uniform(), random.uniform()].sort((a, b) => a - b);
    for (let i = 0; i < total; i++) {
      const u = random.uniform();
      cells[cuts.filter((cut) => cut < u).length]!++;
    }
    const [tp, fn, fp, tn] = cells as [number, number, number, number];
    return scoresOf({tp: tp + 1, fn, fp, tn});
  };
  let same = 0;
  for (let i = 0; i < pairs; i++) {
    const [a, b] = [draw(), draw()];
    if (Math.sign(a[2]! - b[2]!) === Math.sign(a[4]! - b[4]!)) same++;
  }
  return same / pairs;
}

/** Shots of an instrument at (0, 0): where they land, how far their mean is off, and how much they differ from each other. */
export function shoot({offset, spread}: {offset: number; spread: number}, shots: number, seed: number) {
  const random = randomStream(seed, 'shots', offset, spread);
  const x = Array.from({length: shots}, () => offset + spread * random.normal());
  const y = Array.from({length: shots}, () => offset / 2 + spread * random.normal());
  return {
    x,
    y,
    bias: Math.hypot(mean(x), mean(y)),
    deviation: Math.hypot(standardDeviation(x)!, standardDeviation(y)!) / Math.SQRT2,
  };
}
