import {notNegative, positive} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  value: numberOption(notNegative, 'the value at step 0'),
  s: numberOption(positive, 'steps until the value has fallen to value / 2^c'),
  c: numberOption(notNegative, 1, 'the power'),
};

/** Options of {@link powerDecay}. */
export interface PowerDecayOptions extends OptionsOf<typeof parameters, 'value'> {}

/**
 * Power scheduling: falls to 1/2, 1/3, 1/4, ... after s, 2s, 3s, ... steps when c = 1.
 *
 * `value / (1 + step / s)^c`
 *
 * @param value at step 0, >= 0
 * @param options see {@link PowerDecayOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * powerDecay(0.1, {s: 20})(40); // 0.0333
 * powerDecay(0.1, {s: 20, c: 0.5})(60); // 0.05
 *
 * Géron, Hands-On Machine Learning, chapter 11; Bottou, Stochastic gradient descent tricks, 2012 (c = 0.75).
 */
export function powerDecay(value: number, options: PowerDecayOptions): Schedule {
  const {s, c} = readOptions('powerDecay', parameters, options, {value});
  return defineSchedule(
    'powerDecay',
    () => ({value, s, c}),
    (step) => value / (1 + step / s) ** c,
  );
}

registerSchedule('powerDecay', parameters, ({value, ...options}: OptionsOf<typeof parameters>) =>
  powerDecay(value, options),
);

export const powerDecayEntry: ScheduleEntry = {
  formula: 'value / (1 + step / s)^c',
  parameters,
  reference: 'Bottou, Stochastic gradient descent tricks, 2012',
};
