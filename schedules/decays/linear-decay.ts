import {checkNumbers, checkOptions, notNegative, positive} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import {mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

export interface LinearDecayOptions {
  /** Steps until the end value, > 0. */
  steps: number;
  /** The value at `steps`, >= 0, default 0. */
  end?: number;
}

/**
 * Goes in a straight line from a value to an end value, and holds that.
 *
 * `value + (end - value) step / steps`, and `end` from `steps` on
 *
 * @param value at step 0, >= 0
 * @param options `steps` > 0; `end` >= 0 (0), greater than `value` gives a rise
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * const rate = linearDecay(0.1, {end: 0.02, steps: 100});
 * rate(50); // 0.06
 * rate(150); // 0.02
 */
export function linearDecay(value: number, options: LinearDecayOptions): Schedule {
  checkOptions('linearDecay', options, ['end', 'steps']);
  const {steps, end = 0} = options;
  checkNumbers('linearDecay', {value, end}, notNegative);
  checkNumbers('linearDecay', {steps}, positive);
  return defineSchedule(
    'linearDecay',
    () => ({value, end, steps}),
    (step) => mix(value, end, step / steps),
  );
}

export const linearDecayEntry: ScheduleEntry = {
  formula: 'value + (end - value) step / steps',
  parameters: {
    value: required('the value at step 0'),
    steps: required('steps until the end value'),
    end: optional('the end value', 0),
  },
  reference: 'PyTorch LinearLR, Optax linear_schedule',
  create: ({value, ...options}: LinearDecayOptions & {value: number}) => linearDecay(value, options),
};
