import {notNegative, positive} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import {mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  value: numberOption(notNegative, 'the value at step 0'),
  steps: numberOption(positive, 'steps until the end value'),
  end: numberOption(notNegative, 0, 'the end value; greater than `value` gives a rise'),
};

/** Options of {@link linearDecay}. */
export interface LinearDecayOptions extends OptionsOf<typeof parameters, 'value'> {}

/**
 * Goes in a straight line from a value to an end value, and holds that.
 *
 * `value + (end - value) step / steps`, and `end` from `steps` on
 *
 * @param value at step 0, >= 0
 * @param options see {@link LinearDecayOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = linearDecay(0.1, {end: 0.02, steps: 100});
 * rate(50); // 0.06
 * rate(150); // 0.02
 */
export function linearDecay(value: number, options: LinearDecayOptions): Schedule {
  const {steps, end} = readOptions('linearDecay', parameters, options, {value});
  return defineSchedule(
    'linearDecay',
    () => ({value, end, steps}),
    (step) => mix(value, end, step / steps),
  );
}

registerSchedule('linearDecay', parameters, ({value, ...options}: OptionsOf<typeof parameters>) =>
  linearDecay(value, options),
);

export const linearDecayEntry: ScheduleEntry = {
  formula: 'value + (end - value) step / steps',
  parameters,
  reference: 'PyTorch LinearLR, Optax linear_schedule',
};
