import {checkFlags, checkNumbers, checkOptions, proper} from '../../base/arguments.ts';
import {permutation, type RandomStream, randomStream} from '../../base/random.ts';
import {apportion, classMembers, countOf, type ExamplesOrCount, joined, shuffled, type Split} from './split.ts';

export interface HoldoutOptions {
  /** Share of the examples that is held out for the test, in (0, 1); default 0.2. */
  fraction?: number;
  /** Default 0. */
  seed?: number;
  /** Whether both parts keep the proportions of the classes; needs labels. Default false. */
  stratified?: boolean;
}

/** One holdout drawn from a stream of its own, its arguments checked already. */
export function drawHoldout(
  examples: ExamplesOrCount,
  tested: number,
  stratified: boolean,
  random: RandomStream,
): Split {
  const count = typeof examples === 'number' ? examples : examples.length;
  if (!stratified) {
    const order = permutation(count, random);
    return {train: order.slice(tested), test: order.slice(0, tested)};
  }
  const classes = classMembers('holdout', 'stratified', examples).map((members) => shuffled(members, random));
  const shares = apportion(
    classes.map(({length}) => length),
    tested,
  );
  const test = joined(classes.map((members, index) => members.slice(0, shares[index])));
  const train = joined(classes.map((members, index) => members.slice(shares[index])));
  return {train: shuffled(train, random), test: shuffled(test, random)};
}

/** Checks the arguments of a holdout; returns how many examples are held out. */
export function checkHoldout(
  owner: string,
  examples: ExamplesOrCount,
  {fraction = 0.2, stratified = false}: HoldoutOptions,
): number {
  const count = countOf(owner, examples);
  checkNumbers(owner, {fraction}, proper);
  checkFlags(owner, {stratified});
  if (stratified) classMembers(owner, 'stratified', examples);
  const tested = Math.round(fraction * count);
  if (tested === 0 || tested === count) {
    throw new RangeError(
      `${owner}: fraction must leave at least one of the ${count} examples on either side, received ${fraction}`,
    );
  }
  return tested;
}

/**
 * Sets a random part of the examples aside for the test.
 *
 * `round(fraction * n)` examples are held out, the others train; both parts come in random order. Stratified, every class
 * gives its share to the test, rounded by largest remainders, so that the sizes are still exact.
 *
 * Limits: fewer examples are left to train with, so that the model may be worse than one trained on all; the estimate depends
 * on which examples were held out, much so for small sets; and the parts are not independent: a class that is over-represented
 * in one is under-represented in the other, which stratifying avoids.
 *
 * @param examples their number, >= 2, or the label of each
 * @param options `fraction` in (0, 1), default 0.2; `seed`, default 0; `stratified`, default false
 * @throws RangeError, TypeError for arguments outside these ranges, and for stratifying without labels
 * @example
 * const {train, test} = holdout(10, {fraction: 0.3, seed: 1});
 * test.length; // 3
 */
export function holdout(examples: ExamplesOrCount, options: HoldoutOptions = {}): Split {
  checkOptions('holdout', options, ['fraction', 'seed', 'stratified']);
  const tested = checkHoldout('holdout', examples, options);
  return drawHoldout(examples, tested, options.stratified ?? false, randomStream(options.seed ?? 0, 'holdout'));
}
