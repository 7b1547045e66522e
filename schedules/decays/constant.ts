import {checkNumbers, notNegative} from '../../lib/base/arguments.ts';
import {defineSchedule, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

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
  checkNumbers('constant', {value}, notNegative);
  return defineSchedule(
    'constant',
    () => ({value}),
    () => value,
  );
}

export const constantEntry: ScheduleEntry = {
  formula: 'value',
  parameters: {value: required('the value at every step')},
  reference: 'Optax constant_schedule',
  create: ({value}: {value: number}) => constant(value),
};
