import {checkFlags, checkNumbers, checkOptions} from '../../base/arguments.ts';
import {permutation, randomStream} from '../../base/random.ts';
import {classMembers, countOf, type ExamplesOrCount, joined, shuffled, type Split} from './split.ts';

export interface KFoldOptions {
  /** Number of folds, from 2 to the number of examples; default 10. */
  k?: number;
  /** Default 0. */
  seed?: number;
  /** Whether every fold has its share of every class; needs labels. Default false. */
  stratified?: boolean;
}

/**
 * Cuts the examples into k random folds and lets each of them be the test set once: cross-validation.
 *
 * Every example tests exactly once and trains k - 1 times; sizes of folds differ by at most one, and so does, stratified, the number
 * of each class in a fold. The estimate is the mean over the folds, or the errors of all folds added up.
 *
 * Limits: the model is trained k times; folds of a small set are too small to stand for the whole, and a class with fewer
 * than k members is missing from some of them even when stratified; the training sets overlap, so that the spread over folds is
 * no standard error of independent measurements. k = 10 is the usual choice; `leaveOneOut` is k = n.
 *
 * @param examples their number, >= 2, or the label of each
 * @param options `k` from 2 to the number of examples, default 10; `seed`, default 0; `stratified`, default false
 * @throws RangeError, TypeError for arguments outside these ranges, and for stratifying without labels
 * @example
 * const folds = kFold(50, {k: 5, seed: 1});
 * folds.length; // 5
 * folds[0]?.test.length; // 10
 */
export function kFold(examples: ExamplesOrCount, options: KFoldOptions = {}): Split[] {
  checkOptions('kFold', options, ['k', 'seed', 'stratified']);
  const {k = 10, seed = 0, stratified = false} = options;
  const count = countOf('kFold', examples);
  checkNumbers('kFold', {k}, {from: 2, to: count, whole: true});
  checkFlags('kFold', {stratified});
  const random = randomStream(seed, 'kFold');
  // Dealt like cards, class after class, so that the sizes stay even within classes and over all.
  const deck = stratified
    ? joined(classMembers('kFold', 'stratified', examples).map((members) => shuffled(members, random)))
    : permutation(count, random);
  return Array.from({length: k}, (_, fold) => ({
    train: deck.filter((_, position) => position % k !== fold),
    test: deck.filter((_, position) => position % k === fold),
  }));
}
