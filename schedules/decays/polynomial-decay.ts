import {checkFlags, checkNumbers, checkOptions, notNegative, positive} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import {mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

export interface PolynomialDecayOptions {
  /** Steps until the end value, > 0. */
  steps: number;
  /** The value at `steps`, >= 0, default 0. */
  end?: number;
  /** The power, > 0, default 1. */
  power?: number;
  /** Whether to start again after `steps`, each time over a longer stretch, default false: the end value is held. */
  cycle?: boolean;
}

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
 * @param options `steps` > 0; `end` >= 0 (0), greater than `value` gives a rise; `power` > 0 (1); `cycle` (false)
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * const rate = polynomialDecay(0.1, {steps: 100, end: 0.02, power: 2});
 * rate(50); // 0.04
 * rate(100); // 0.02
 * rate(1000); // 0.02
 */
export function polynomialDecay(value: number, options: PolynomialDecayOptions): Schedule {
  checkOptions('polynomialDecay', options, ['steps', 'end', 'power', 'cycle']);
  const {steps, end = 0, power = 1, cycle = false} = options;
  checkNumbers('polynomialDecay', {value, end}, notNegative);
  checkNumbers('polynomialDecay', {steps, power}, positive);
  checkFlags('polynomialDecay', {cycle});
  return defineSchedule(
    'polynomialDecay',
    () => ({value, steps, end, power, cycle}),
    (step) => {
      const stretch = cycle ? steps * Math.max(1, Math.ceil(step / steps)) : steps;
      return mix(end, value, Math.max(0, 1 - step / stretch) ** power);
    },
  );
}

export const polynomialDecayEntry: ScheduleEntry = {
  formula: 'end + (value - end) (1 - step / steps)^power',
  parameters: {
    value: required('the value at step 0'),
    steps: required('steps until the end value'),
    end: optional('the end value', 0),
    power: optional('the power', 1),
    cycle: optional('whether to start again after `steps`', false),
  },
  reference: 'Keras PolynomialDecay',
  create: ({value, ...options}: PolynomialDecayOptions & {value: number}) => polynomialDecay(value, options),
};
