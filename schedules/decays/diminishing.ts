import {checkNumbers, checkOptions, notNegative} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

export interface DiminishingOptions {
  /** The numerator, >= 0. */
  a: number;
  /** What is added to the number of the update, >= 0, default 0. */
  b?: number;
}

/**
 * The diminishing step size of subgradient methods: its sum diverges, the sum of its squares does not.
 *
 * `a / (b + t)` with t = step + 1, the number of the update, so that b = 0 is finite at step 0
 *
 * @param options `a` >= 0; `b` >= 0 (0)
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * const rate = diminishing({a: 1, b: 4});
 * rate(0); // 0.2
 * rate(5); // 0.1
 *
 * Robbins and Monro, A stochastic approximation method, 1951.
 */
export function diminishing(options: DiminishingOptions): Schedule {
  checkOptions('diminishing', options, ['a', 'b']);
  const {a, b = 0} = options;
  checkNumbers('diminishing', {a, b}, notNegative);
  return defineSchedule(
    'diminishing',
    () => ({a, b}),
    (step) => a / (b + step + 1),
  );
}

export const diminishingEntry: ScheduleEntry = {
  formula: 'a / (b + t), t = step + 1',
  parameters: {
    a: required('the numerator'),
    b: optional('what is added to the number of the update', 0),
  },
  reference: 'Robbins and Monro, A stochastic approximation method, 1951',
  create: (options: DiminishingOptions) => diminishing(options),
};
