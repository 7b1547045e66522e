import {notNegative, positive} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  value: numberOption(notNegative, 'the value at step 0'),
  drop: numberOption(notNegative, 'factor of every drop'),
  every: numberOption(positive, 'steps between drops'),
};

/** Options of {@link stepDecay}. */
export interface StepDecayOptions extends OptionsOf<typeof parameters, 'value'> {}

/**
 * Multiplies the value by a factor after every so many steps.
 *
 * `value * drop^floor(step / every)`
 *
 * The same as PyTorch's `StepLR` and Optax's `exponential_decay` with `staircase`.
 *
 * @param value at step 0, >= 0
 * @param options see {@link StepDecayOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = stepDecay(0.2, {drop: 0.5, every: 5});
 * rate(4); // 0.2
 * rate(5); // 0.1
 * rate(15); // 0.025
 */
export function stepDecay(value: number, options: StepDecayOptions): Schedule {
  const {drop, every} = readOptions('stepDecay', parameters, options, {value});
  return defineSchedule(
    'stepDecay',
    () => ({value, drop, every}),
    (step) => value * drop ** Math.floor(step / every),
  );
}

registerSchedule('stepDecay', parameters, ({value, ...options}: OptionsOf<typeof parameters>) =>
  stepDecay(value, options),
);

export const stepDecayEntry: ScheduleEntry = {
  formula: 'value * drop^floor(step / every)',
  parameters,
  reference: 'PyTorch StepLR',
};
