import {checkNumbers, checkOptions} from '../../base/arguments.ts';
import {randomStream} from '../../base/random.ts';
import {checkHoldout, drawHoldout, type HoldoutOptions} from './holdout.ts';
import type {ExamplesOrCount, Split} from './split.ts';

export interface RandomSubsamplingOptions extends HoldoutOptions {
  /** Number of holdouts, >= 1; default 10. */
  repeats?: number;
}

/**
 * Repeats the holdout with a new random split each time.
 *
 * The estimate is the mean over the repeats, acc = (acc_1 + ... + acc_k) / k.
 *
 * Limits: those of the holdout, less the dependence on one split; nothing balances how often an example is used, so that some
 * train and some test more often than others; and the test sets overlap, so that the spread over the repeats is no standard
 * error of independent measurements.
 *
 * @param examples their number, >= 2, or the label of each
 * @param options `repeats` >= 1, default 10; `fraction`, `seed`, `stratified` as for `holdout`
 * @throws RangeError, TypeError for arguments outside these ranges, and for stratifying without labels
 * @example
 * for (const {train, test} of randomSubsampling(100, {repeats: 5})) console.log(train.length, test.length); // 80, 20
 */
export function randomSubsampling(examples: ExamplesOrCount, options: RandomSubsamplingOptions = {}): Split[] {
  checkOptions('randomSubsampling', options, ['fraction', 'seed', 'stratified', 'repeats']);
  const {seed = 0, stratified = false, repeats = 10} = options;
  checkNumbers('randomSubsampling', {repeats}, {from: 1, whole: true});
  const tested = checkHoldout('randomSubsampling', examples, options);
  return Array.from({length: repeats}, (_, repeat) =>
    drawHoldout(examples, tested, stratified, randomStream(seed, 'randomSubsampling', repeat)),
  );
}
