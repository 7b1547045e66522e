import {checkNumbers, checkOptions, notNegative, proper, show} from '../../lib/base/arguments.ts';
import {asGiven, checkedLater, numberOption, option, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

/** What the schedule has seen: the current value, and the metric before this one. */
export interface IncreaseState {
  current: number;
  previous: number | null;
}

const parameters = {
  value: numberOption(notNegative, 'the value until the first reduction'),
  factor: numberOption(proper, 0.5, 'factor of every reduction'),
  minimum: checkedLater(numberOption(notNegative, 0, 'the value is never reduced below this; at most `value`')),
  state: option(asGiven<IncreaseState>, undefined, 'what an earlier schedule has seen, as in its `config`'),
};

/** Options of {@link reduceOnIncrease}. */
export interface ReduceOnIncreaseOptions extends OptionsOf<typeof parameters, 'value'> {}

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
 * @param options see {@link ReduceOnIncreaseOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = reduceOnIncrease(0.2);
 * for (const loss of [1, 0.8, 0.9, 0.85]) rate.observe?.(loss);
 * rate(4); // 0.1
 *
 * Khapra, Deep learning, IIT Madras: step decay "if current error more than previous error".
 */
export function reduceOnIncrease(value: number, options: ReduceOnIncreaseOptions = {}): Schedule {
  const owner = 'reduceOnIncrease';
  const settings = readOptions(owner, parameters, options, {value});
  const {factor, minimum, state = {current: value, previous: null}} = settings;
  checkNumbers(owner, {minimum}, {...parameters.minimum.range, to: value});
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

registerSchedule('reduceOnIncrease', parameters, ({value, ...options}: OptionsOf<typeof parameters>) =>
  reduceOnIncrease(value, options),
);

export const reduceOnIncreaseEntry: ScheduleEntry = {
  formula: 'value <- max(factor * value, minimum) when metric > previous metric',
  parameters,
  reference: 'Khapra, Deep learning, IIT Madras: step decay if the current error is more than the previous one',
};
