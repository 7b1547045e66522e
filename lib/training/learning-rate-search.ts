import {checkNumbers, positive, show} from '../base/arguments.ts';
import {
  asGiven,
  checkedLater,
  choiceOption,
  numberOption,
  option,
  type OptionsOf,
  readOptions,
} from '../base/options.ts';

const searchTable = {
  evaluate: option((owner, name, received: (rate: number) => number | Promise<number>) => {
    if (typeof received === 'function') return received;
    throw new TypeError(`${owner}: ${name} must be a function of the rate, received ${show(received)}`);
  }, 'trains with a constant rate, always from the same start, and gives the loss reached'),
  from: numberOption(positive, 'the least rate'),
  to: checkedLater(numberOption(positive, 'the greatest rate; > `from`')),
  count: numberOption({from: 2, whole: true}, 'how many rates, both ends included'),
  scale: choiceOption(['log', 'linear'], 'equal ratios or equal differences between neighbours'),
  signal: option(asGiven<AbortSignal>, undefined, 'ends the search before its next rate'),
};

/** Options of {@link learningRateSearch}. */
export interface LearningRateSearch extends OptionsOf<typeof searchTable> {}

export interface LearningRateSearchResult {
  /** The rate with the least finite loss; of equal ones the least rate. */
  best: number;
  /** The rates tried, increasing. */
  rates: number[];
  /** The loss of every rate as `evaluate` gave it, also NaN and infinite. */
  losses: number[];
}

/**
 * Tries constant learning rates one after the other and finds the one with the least loss.
 *
 * `rates[i] = from + i (to - from) / (count - 1)` ('linear'), `from (to / from)^(i / (count - 1))` ('log');
 * `best = rates[argmin losses]`
 *
 * A loss that is NaN or infinite (the run diverged) counts as worst and is kept in the list. A best rate at either end of
 * the interval says that the interval should be moved. Every `evaluate` must start from the same weights and end its
 * run after the same number of updates, else the losses do not compare.
 *
 * @param search see {@link LearningRateSearch}
 * @throws RangeError, TypeError for arguments outside these ranges and unknown options, RangeError when no loss was
 *   finite; rejects with the reason of `signal` when that is aborted, and with whatever `evaluate` throws
 * @example
 * // 30 steps of gradient descent on x^2 from 3
 * const lossAfter = (rate) => (3 * (1 - 2 * rate) ** 30) ** 2;
 * const {best} = await learningRateSearch({evaluate: lossAfter, from: 0.1, to: 1.1, count: 6, scale: 'linear'});
 * best; // 0.5
 *
 * The "naive linear search" of the lectures: the rate stays constant throughout (Khapra, Deep learning, IIT Madras).
 */
export async function learningRateSearch(search: LearningRateSearch): Promise<LearningRateSearchResult> {
  const owner = 'learningRateSearch';
  const {evaluate, from, to, count, scale, signal} = readOptions(owner, searchTable, search);
  checkNumbers(owner, {to}, {above: from});

  const rates = Array.from({length: count}, (_, index) => {
    if (index === count - 1) return to;
    const fraction = index / (count - 1);
    return scale === 'linear' ? from + fraction * (to - from) : from * (to / from) ** fraction;
  });
  const losses: number[] = [];
  for (const rate of rates) {
    signal?.throwIfAborted();
    const loss: unknown = await evaluate(rate);
    if (typeof loss !== 'number') {
      throw new TypeError(`${owner}: evaluate(${rate}) must give a number, received ${show(loss)}`);
    }
    losses.push(loss);
  }
  const least = Math.min(...losses.filter(Number.isFinite));
  if (least === Infinity) {
    throw new RangeError(
      `${owner}: no loss was finite for the rates from ${from} to ${to}, received ${losses.join(', ')}; search below ${from}`,
    );
  }
  return {best: rates[losses.indexOf(least)]!, rates, losses};
}
