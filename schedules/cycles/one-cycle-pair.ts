import {checkNumbers, positive} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import type {Schedule} from '../schedule.ts';
import {oneCycleOf, type OneCycleOptions} from './one-cycle.ts';

const table = {
  low: numberOption(positive, 0.85, 'the momentum at the peak of the rate'),
  high: numberOption(positive, 0.95, 'the momentum at the beginning and at the end'),
};

/** Options of {@link oneCyclePair}: those of {@link oneCycle}, and the ends of the momentum. */
export interface OneCyclePairOptions extends OneCycleOptions, OptionsOf<typeof table> {}

/**
 * A learning rate that rises and falls, and a momentum that falls and rises against it.
 *
 * learningRate: `oneCycle(value, options)`; momentum: from `high` at step 0 to `low` at the peak of the rate to `high`, in the same
 * shape, where it stays
 *
 * With `inclusive` both are those of PyTorch's `OneCycleLR` with `cycle_momentum`, whose `base_momentum` is `low`.
 *
 * @param value of the rate at the peak, >= 0
 * @param options see {@link OneCyclePairOptions}
 * @returns two schedules, for the rate and for the momentum (or beta1) of one optimizer
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const cycle = oneCyclePair(0.1, {steps: 100});
 * cycle.learningRate(30); // 0.1
 * cycle.momentum(0); // 0.95
 * cycle.momentum(30); // 0.85
 * // momentum(cycle.learningRate, {momentum: cycle.momentum}), or adam(cycle.learningRate, {beta1: cycle.momentum})
 *
 * Smith, A disciplined approach to neural network hyper-parameters: part 1, 2018.
 */
export function oneCyclePair(
  value: number,
  options: OneCyclePairOptions,
): {readonly learningRate: Schedule; readonly momentum: Schedule} {
  const owner = 'oneCyclePair';
  // Without options it is theirs that are missing, and oneCycle says which.
  const {low, high, ...cycle} = {...options};
  const ends = readOptions(owner, table, {low, high});
  // Else the momentum would rise with the rate.
  checkNumbers(owner, {low: ends.low}, {to: ends.high});
  return {
    learningRate: oneCycleOf(owner, value, cycle),
    momentum: oneCycleOf(owner, ends.low, {...cycle, divisor: ends.low / ends.high, finalDivisor: 1}),
  };
}
