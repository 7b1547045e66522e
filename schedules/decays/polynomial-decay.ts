import {notNegative, positive} from '../../lib/base/arguments.ts';
import {flagOption, numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import {mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  value: numberOption(notNegative, 'the value at step 0'),
  steps: numberOption(positive, 'steps until the end value'),
  end: numberOption(notNegative, 0, 'the end value; greater than `value` gives a rise'),
  power: numberOption(positive, 1, 'the power'),
  cycle: flagOption(false, 'whether to start again after `steps`, each time over a longer stretch'),
};

/** Options of {@link polynomialDecay}. */
export interface PolynomialDecayOptions extends OptionsOf<typeof parameters, 'value'> {}

/**
 * Goes from a value to an end value along a power of the remaining fraction.
 *
 * `end + (value - end) (1 - step / steps)^power`, and `end` from `steps` on
 *
 * With `cycle`, steps is replaced by the next multiple of it, `steps * ceil(step / steps)`: the end value is reached at
 * every multiple, and from there the value jumps up again, less high every time. The same as Keras's `PolynomialDecay`,
 * whose end value defaults to 0.0001 and not to 0.
 *
 * @param value at step 0, >= 0
 * @param options see {@link PolynomialDecayOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = polynomialDecay(0.1, {steps: 100, end: 0.02, power: 2});
 * rate(50); // 0.04
 * rate(100); // 0.02
 * rate(1000); // 0.02
 */
export function polynomialDecay(value: number, options: PolynomialDecayOptions): Schedule {
  const {steps, end, power, cycle} = readOptions('polynomialDecay', parameters, options, {value});
  return defineSchedule(
    'polynomialDecay',
    () => ({value, steps, end, power, cycle}),
    (step) => {
      const stretch = cycle ? steps * Math.max(1, Math.ceil(step / steps)) : steps;
      return mix(end, value, Math.max(0, 1 - step / stretch) ** power);
    },
  );
}

registerSchedule('polynomialDecay', parameters, ({value, ...options}: OptionsOf<typeof parameters>) =>
  polynomialDecay(value, options),
);

export const polynomialDecayEntry: ScheduleEntry = {
  formula: 'end + (value - end) (1 - step / steps)^power',
  parameters,
  reference: 'Keras PolynomialDecay',
};
