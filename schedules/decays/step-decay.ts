import {checkNumbers, checkOptions, notNegative, positive} from '../../lib/base/arguments.ts';
import {defineSchedule, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

export interface StepDecayOptions {
  /** Factor of every drop, >= 0. */
  drop: number;
  /** Steps between drops, > 0. */
  every: number;
}

/**
 * Multiplies the value by a factor after every so many steps.
 *
 * `value * drop^floor(step / every)`
 *
 * The same as PyTorch's `StepLR` and Optax's `exponential_decay` with `staircase`.
 *
 * @param value at step 0, >= 0
 * @param options `drop` >= 0; `every` > 0, in steps
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * const rate = stepDecay(0.2, {drop: 0.5, every: 5});
 * rate(4); // 0.2
 * rate(5); // 0.1
 * rate(15); // 0.025
 */
export function stepDecay(value: number, options: StepDecayOptions): Schedule {
  checkOptions('stepDecay', options, ['drop', 'every']);
  const {drop, every} = options;
  checkNumbers('stepDecay', {value, drop}, notNegative);
  checkNumbers('stepDecay', {every}, positive);
  return defineSchedule(
    'stepDecay',
    () => ({value, drop, every}),
    (step) => value * drop ** Math.floor(step / every),
  );
}

export const stepDecayEntry: ScheduleEntry = {
  formula: 'value * drop^floor(step / every)',
  parameters: {
    value: required('the value at step 0'),
    drop: required('factor of every drop'),
    every: required('steps between drops'),
  },
  reference: 'PyTorch StepLR',
  create: ({value, ...options}: StepDecayOptions & {value: number}) => stepDecay(value, options),
};
