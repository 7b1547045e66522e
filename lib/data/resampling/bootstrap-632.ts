import {checkLists, checkNumbers} from '../../base/arguments.ts';

/**
 * The .632 estimate of accuracy from bootstrap samples.
 *
 * `mean over samples of (.632 accOut + .368 accAll)`
 *
 * A model of one sample has seen .632 of the examples and so does worse than one of all; the accuracy on the examples that
 * trained it does better than is true. The weights balance the two. Limit: a model that memorises has accAll = 1, which
 * makes the estimate too good; at worst, for labels that are pure chance in two classes, .632 * .5 + .368 = .684 instead of .5.
 *
 * @param outOfBag accOut: for every bootstrap sample, accuracy on the examples that it misses, in [0, 1]
 * @param all accAll: accuracy of the model trained on all examples, on these same examples, in [0, 1]
 * @throws RangeError, TypeError for what are no accuracies (NaN comes from an empty `test`), and for an empty list
 * @example
 * bootstrap632([0.8, 0.9], 1); // 0.632 * 0.85 + 0.368 = 0.9052
 * @see Efron, Estimating the error rate of a prediction rule, 1983
 */
export function bootstrap632(outOfBag: readonly number[], all: number): number {
  checkLists('bootstrap632', {outOfBag}, 1);
  for (const [index, accuracy] of outOfBag.entries()) {
    checkNumbers('bootstrap632', {[`outOfBag[${index}]`]: accuracy}, {from: 0, to: 1});
  }
  checkNumbers('bootstrap632', {all}, {from: 0, to: 1});
  return outOfBag.reduce((sum, accuracy) => sum + 0.632 * accuracy + 0.368 * all, 0) / outOfBag.length;
}
