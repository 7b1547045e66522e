import {checkNumbers, checkOptions, notNegative, positive} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

export interface PowerDecayOptions {
  /** Steps after which the value has fallen to value / 2^c, > 0. */
  s: number;
  /** The power, >= 0, default 1. */
  c?: number;
}

/**
 * Power scheduling: falls to 1/2, 1/3, 1/4, ... after s, 2s, 3s, ... steps when c = 1.
 *
 * `value / (1 + step / s)^c`
 *
 * @param value at step 0, >= 0
 * @param options `s` > 0, in steps; `c` >= 0 (1)
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * powerDecay(0.1, {s: 20})(40); // 0.0333
 * powerDecay(0.1, {s: 20, c: 0.5})(60); // 0.05
 *
 * Géron, Hands-On Machine Learning, chapter 11; Bottou, Stochastic gradient descent tricks, 2012 (c = 0.75).
 */
export function powerDecay(value: number, options: PowerDecayOptions): Schedule {
  checkOptions('powerDecay', options, ['s', 'c']);
  const {s, c = 1} = options;
  checkNumbers('powerDecay', {value, c}, notNegative);
  checkNumbers('powerDecay', {s}, positive);
  return defineSchedule(
    'powerDecay',
    () => ({value, s, c}),
    (step) => value / (1 + step / s) ** c,
  );
}

export const powerDecayEntry: ScheduleEntry = {
  formula: 'value / (1 + step / s)^c',
  parameters: {
    value: required('the value at step 0'),
    s: required('steps until the value has fallen to value / 2^c'),
    c: optional('the power', 1),
  },
  reference: 'Bottou, Stochastic gradient descent tricks, 2012',
  create: ({value, ...options}: PowerDecayOptions & {value: number}) => powerDecay(value, options),
};
