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

/** Options of {@link rex}. */
export interface RexOptions extends OptionsOf<typeof parameters, 'value'> {}

/**
 * Stays high for long and falls steeply at the end: the reflection of an exponential.
 *
 * `end + (value - end) (1 - p) / (1 - p / 2)` with p = step / steps, and `end` from `steps` on
 *
 * The same as pytorch_optimizer's `REXScheduler`.
 *
 * Reference: Chen et al., REX: revisiting budgeted training with an improved schedule, 2022.
 *
 * @param value at step 0, >= 0
 * @param options see {@link RexOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = rex(0.7, {steps: 4});
 * rate(0); // 0.7
 * rate(1); // 0.6
 * rate(4); // 0
 */
export function rex(value: number, options: RexOptions): Schedule {
  const {steps, end} = readOptions('rex', parameters, options, {value});
  return defineSchedule(
    'rex',
    () => ({value, steps, end}),
    (step) => {
      const left = Math.max(0, 1 - step / steps);
      return mix(end, value, (2 * left) / (1 + left));
    },
  );
}

registerSchedule('rex', parameters, ({value, ...options}: OptionsOf<typeof parameters>) => rex(value, options));

export const rexEntry: ScheduleEntry = {
  formula: 'end + (value - end) (1 - p) / (1 - p / 2), p = step / steps',
  parameters,
  reference: 'Chen et al. 2022',
};
