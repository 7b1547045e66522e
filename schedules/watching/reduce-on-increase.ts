import {checkNumbers, checkOptions, notNegative, proper, show} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

/** What the schedule has seen: the current value, and the metric before this one. */
export interface IncreaseState {
  current: number;
  previous: number | null;
}

export interface ReduceOnIncreaseOptions {
  /** Factor of every reduction, > 0 and < 1, default 0.5. */
  factor?: number;
  /** The value is never reduced below this, >= 0, default 0. */
  minimum?: number;
  /** What an earlier schedule has seen, as in its `config`. */
  state?: IncreaseState;
}

/**
 * Reduces the value whenever the error is more than the previous error; every `observe` is one error.
 *
 * `value <- max(factor * value, minimum)` when `metric > previous metric`
 *
 * With gradient descent on the whole data and a rate that is small enough, the error falls at every step, so a rise says
 * that the rate is too large. An error equal to the previous one reduces nothing; one that is not finite does, and is
 * not remembered. Errors of single mini-batches rise by chance: observe the error of an epoch there, or take
 * `reduceOnPlateau`.
 *
 * @param value until the first reduction, >= 0
 * @param options `factor` in (0, 1) (0.5); `minimum` in [0, value] (0)
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * const rate = reduceOnIncrease(0.2);
 * for (const loss of [1, 0.8, 0.9, 0.85]) rate.observe?.(loss);
 * rate(4); // 0.1
 *
 * Khapra, Deep learning, IIT Madras: step decay "if current error more than previous error".
 */
export function reduceOnIncrease(value: number, options: ReduceOnIncreaseOptions = {}): Schedule {
  const owner = 'reduceOnIncrease';
  checkOptions(owner, options, ['factor', 'minimum', 'state']);
  const {factor = 0.5, minimum = 0, state = {current: value, previous: null}} = options;
  checkNumbers(owner, {value}, notNegative);
  checkNumbers(owner, {factor}, proper);
  checkNumbers(owner, {minimum}, {from: 0, to: value});
  checkOptions(`${owner}.state`, state, ['current', 'previous']);
  let {current, previous} = state;
  checkNumbers(`${owner}.state`, {current}, {from: minimum, to: value});
  if (previous !== null) checkNumbers(`${owner}.state`, {previous}, {});
  return defineSchedule(
    owner,
    () => ({value, factor, minimum, state: {current, previous}}),
    () => current,
    (metric) => {
      if (typeof metric !== 'number')
        throw new TypeError(`${owner}: metric must be a number, received ${show(metric)}`);
      if (!Number.isFinite(metric) || (previous !== null && metric > previous)) {
        current = Math.max(current * factor, minimum);
      }
      if (Number.isFinite(metric)) previous = metric;
    },
  );
}

export const reduceOnIncreaseEntry: ScheduleEntry = {
  formula: 'value <- max(factor * value, minimum) when metric > previous metric',
  parameters: {
    value: required('the value until the first reduction'),
    factor: optional('factor of every reduction', 0.5),
    minimum: optional('the value is never reduced below this', 0),
    state: optional('what an earlier schedule has seen, as in its config'),
  },
  reference: 'Khapra, Deep learning, IIT Madras: step decay if the current error is more than the previous one',
  create: ({value, ...options}: ReduceOnIncreaseOptions & {value: number}) => reduceOnIncrease(value, options),
};
