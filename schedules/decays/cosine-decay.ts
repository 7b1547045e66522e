import {notNegative, positive} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import {halfWave, mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  value: numberOption(notNegative, 'the value at step 0'),
  steps: numberOption(positive, 'steps until the end value'),
  end: numberOption(notNegative, 0, 'the end value'),
};

/** Options of {@link cosineDecay}. */
export interface CosineDecayOptions extends OptionsOf<typeof parameters, 'value'> {}

/**
 * Goes from a value to an end value along half a cosine wave, and holds the end value.
 *
 * `end + (value - end) (1 + cos(pi step / steps)) / 2`, and `end` from `steps` on
 *
 * Keras's `CosineDecay` with `alpha` = end / value, and Optax's. PyTorch's `CosineAnnealingLR` rises again after `steps`.
 *
 * @param value at step 0, >= 0
 * @param options see {@link CosineDecayOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = cosineDecay(0.1, {steps: 100, end: 0.02});
 * rate(50); // 0.06
 * rate(100); // 0.02
 *
 * Loshchilov and Hutter, SGDR: Stochastic gradient descent with warm restarts, 2017.
 */
export function cosineDecay(value: number, options: CosineDecayOptions): Schedule {
  const {steps, end} = readOptions('cosineDecay', parameters, options, {value});
  return defineSchedule(
    'cosineDecay',
    () => ({value, steps, end}),
    (step) => mix(end, value, halfWave(step / steps)),
  );
}

registerSchedule('cosineDecay', parameters, ({value, ...options}: OptionsOf<typeof parameters>) =>
  cosineDecay(value, options),
);

export const cosineDecayEntry: ScheduleEntry = {
  formula: 'end + (value - end) (1 + cos(pi step / steps)) / 2',
  parameters,
  reference: 'Loshchilov and Hutter, SGDR, 2017',
};
