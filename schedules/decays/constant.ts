import {notNegative} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf, readValues} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {value: numberOption(notNegative, 'the value at every step')};

/**
 * The same value at every step.
 *
 * `constant(value)(step) = value`
 *
 * @param value >= 0
 * @throws RangeError, TypeError when the value is not a finite number >= 0
 * @example
 * constant(0.1)(1000); // 0.1
 */
export function constant(value: number): Schedule {
  readValues('constant', parameters, {value});
  return defineSchedule(
    'constant',
    () => ({value}),
    () => value,
  );
}

registerSchedule('constant', parameters, ({value}: OptionsOf<typeof parameters>) => constant(value));

export const constantEntry: ScheduleEntry = {
  formula: 'value',
  parameters,
  reference: 'Optax constant_schedule',
};
