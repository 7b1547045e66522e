import {countOf, type ExamplesOrCount, type Split} from './split.ts';

/**
 * Lets every example be the test set once, all others train: cross-validation with k = n.
 *
 * Uses as many examples as possible for training and involves no chance. Training indices are made anew whenever they are
 * read, as all at once they would be n (n - 1) numbers.
 *
 * Limits: the model is trained n times; a test set of one example cannot have the proportions of the classes; the n models are
 * almost the same, so that the estimate varies much from one set of examples to another.
 *
 * @param examples their number, >= 2, or the label of each
 * @throws RangeError, TypeError for what is no such number
 * @example
 * leaveOneOut(3).map(({train, test}) => [[...train], [...test]]); // [[[1, 2], [0]], [[0, 2], [1]], [[0, 1], [2]]]
 */
export function leaveOneOut(examples: ExamplesOrCount): Split[] {
  const count = countOf('leaveOneOut', examples);
  return Array.from({length: count}, (_, left) => ({
    get train() {
      return Int32Array.from({length: count - 1}, (_, i) => (i < left ? i : i + 1));
    },
    test: Int32Array.of(left),
  }));
}
