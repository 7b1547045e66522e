import {checkNumbers, show} from '../base/arguments.ts';

function checkLabels(name: string, labels: ArrayLike<number>, classes: number): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (!Number.isInteger(label) || label! < 0 || label! >= classes) {
      throw new RangeError(
        `confusionMatrix: ${name} must be whole numbers from 0 to ${classes - 1}, received ${show(label)} at ${i}`,
      );
    }
  }
}

/**
 * Counts how often every class was taken for every other.
 *
 * `matrix[i][j]` = number of examples of class i that were predicted as class j: rows are actual, columns predicted, correct
 * answers are on the diagonal. With classes 0 = negative and 1 = positive it is [[TN, FP], [FN, TP]]; false positives are errors of
 * type I, false negatives of type II.
 *
 * @param actual label of every example
 * @param predicted predicted label of every example
 * @param classes number of classes, >= 1
 * @throws RangeError for labels that are not whole numbers from 0 to `classes - 1`, and for arrays of different length
 * @example
 * confusionMatrix([0, 0, 1, 1, 1], [0, 1, 1, 1, 0], 2); // [[1, 1], [1, 2]]
 */
export function confusionMatrix(actual: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): number[][] {
  checkNumbers('confusionMatrix', {classes}, {from: 1, whole: true});
  if (actual.length !== predicted.length) {
    throw new RangeError(
      `confusionMatrix: predicted must have as many labels as actual, ${actual.length}, received ${predicted.length}`,
    );
  }
  checkLabels('actual', actual, classes);
  checkLabels('predicted', predicted, classes);
  const matrix = Array.from({length: classes}, () => Array.from({length: classes}, () => 0));
  for (let i = 0; i < actual.length; i++) matrix[actual[i]!]![predicted[i]!]!++;
  return matrix;
}
