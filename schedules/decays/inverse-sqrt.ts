import {notNegative} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf, readValues} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {a: numberOption(notNegative, 'the value at step 0')};

/**
 * The step size a / sqrt t of subgradient and online methods.
 *
 * `a / sqrt(t)` with t = step + 1, the number of the update
 *
 * @param a the value at step 0, >= 0
 * @throws RangeError, TypeError when a is not a finite number >= 0
 * @example
 * inverseSqrt(0.1)(0); // 0.1
 * inverseSqrt(0.1)(99); // 0.01
 *
 * Zinkevich, Online convex programming and generalized infinitesimal gradient ascent, 2003.
 */
export function inverseSqrt(a: number): Schedule {
  readValues('inverseSqrt', parameters, {a});
  return defineSchedule(
    'inverseSqrt',
    () => ({a}),
    (step) => a / Math.sqrt(step + 1),
  );
}

registerSchedule('inverseSqrt', parameters, ({a}: OptionsOf<typeof parameters>) => inverseSqrt(a));

export const inverseSqrtEntry: ScheduleEntry = {
  formula: 'a / sqrt(t), t = step + 1',
  parameters,
  reference: 'Zinkevich, Online convex programming and generalized infinitesimal gradient ascent, 2003',
};
