import {checkFlags, checkNumbers, checkOptions, notNegative, positive} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

export interface InverseTimeDecayOptions {
  /** Rate of decay per `every` steps, >= 0. */
  k: number;
  /** The unit of time in steps, > 0, default 1. */
  every?: number;
  /** Whether time advances only at whole multiples of `every`, default false. */
  staircase?: boolean;
}

/**
 * Decays as one over time ("1/t decay", "time-based decay").
 *
 * `value / (1 + k step / every)`, where `staircase` rounds step / every down
 *
 * The same as Keras's `InverseTimeDecay` with k = `decay_rate`, every = `decay_steps`.
 *
 * @param value at step 0, >= 0
 * @param options `k` >= 0; `every` > 0 (1) in steps; `staircase` (false)
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * const rate = inverseTimeDecay(0.2, {k: 1});
 * rate(1); // 0.1
 * rate(3); // 0.05
 */
export function inverseTimeDecay(value: number, options: InverseTimeDecayOptions): Schedule {
  checkOptions('inverseTimeDecay', options, ['k', 'every', 'staircase']);
  const {k, every = 1, staircase = false} = options;
  checkNumbers('inverseTimeDecay', {value, k}, notNegative);
  checkNumbers('inverseTimeDecay', {every}, positive);
  checkFlags('inverseTimeDecay', {staircase});
  return defineSchedule(
    'inverseTimeDecay',
    () => ({value, k, every, staircase}),
    (step) => value / (1 + k * (staircase ? Math.floor(step / every) : step / every)),
  );
}

export const inverseTimeDecayEntry: ScheduleEntry = {
  formula: 'value / (1 + k step / every)',
  parameters: {
    value: required('the value at step 0'),
    k: required('rate of decay per `every` steps'),
    every: optional('the unit of time in steps', 1),
    staircase: optional('whether time advances only at whole multiples of `every`', false),
  },
  reference: 'Keras InverseTimeDecay',
  create: ({value, ...options}: InverseTimeDecayOptions & {value: number}) => inverseTimeDecay(value, options),
};
