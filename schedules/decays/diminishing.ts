import {notNegative} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  a: numberOption(notNegative, 'the numerator'),
  b: numberOption(notNegative, 0, 'what is added to the number of the update'),
};

/** Options of {@link diminishing}. */
export interface DiminishingOptions extends OptionsOf<typeof parameters> {}

/**
 * The diminishing step size of subgradient methods: its sum diverges, the sum of its squares does not.
 *
 * `a / (b + t)` with t = step + 1, the number of the update, so that b = 0 is finite at step 0
 *
 * @param options see {@link DiminishingOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = diminishing({a: 1, b: 4});
 * rate(0); // 0.2
 * rate(5); // 0.1
 *
 * Robbins and Monro, A stochastic approximation method, 1951.
 */
export function diminishing(options: DiminishingOptions): Schedule {
  const {a, b} = readOptions('diminishing', parameters, options);
  return defineSchedule(
    'diminishing',
    () => ({a, b}),
    (step) => a / (b + step + 1),
  );
}

registerSchedule('diminishing', parameters, (options: DiminishingOptions) => diminishing(options));

export const diminishingEntry: ScheduleEntry = {
  formula: 'a / (b + t), t = step + 1',
  parameters,
  reference: 'Robbins and Monro, A stochastic approximation method, 1951',
};
