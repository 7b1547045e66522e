import {notNegative, positive} from '../../lib/base/arguments.ts';
import {flagOption, numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  value: numberOption(notNegative, 'the value at step 0'),
  k: numberOption(notNegative, 'rate of decay per `every` steps'),
  every: numberOption(positive, 1, 'the unit of time in steps'),
  staircase: flagOption(false, 'whether time advances only at whole multiples of `every`'),
};

/** Options of {@link inverseTimeDecay}. */
export interface InverseTimeDecayOptions extends OptionsOf<typeof parameters, 'value'> {}

/**
 * Decays as one over time ("1/t decay", "time-based decay").
 *
 * `value / (1 + k step / every)`, where `staircase` rounds step / every down
 *
 * The same as Keras's `InverseTimeDecay` with k = `decay_rate`, every = `decay_steps`.
 *
 * @param value at step 0, >= 0
 * @param options see {@link InverseTimeDecayOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = inverseTimeDecay(0.2, {k: 1});
 * rate(1); // 0.1
 * rate(3); // 0.05
 */
export function inverseTimeDecay(value: number, options: InverseTimeDecayOptions): Schedule {
  const {k, every, staircase} = readOptions('inverseTimeDecay', parameters, options, {value});
  return defineSchedule(
    'inverseTimeDecay',
    () => ({value, k, every, staircase}),
    (step) => value / (1 + k * (staircase ? Math.floor(step / every) : step / every)),
  );
}

registerSchedule('inverseTimeDecay', parameters, ({value, ...options}: OptionsOf<typeof parameters>) =>
  inverseTimeDecay(value, options),
);

export const inverseTimeDecayEntry: ScheduleEntry = {
  formula: 'value / (1 + k step / every)',
  parameters,
  reference: 'Keras InverseTimeDecay',
};
