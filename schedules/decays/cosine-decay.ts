import {checkNumbers, checkOptions, notNegative, positive} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import {halfWave, mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

export interface CosineDecayOptions {
  /** Steps until the end value, > 0. */
  steps: number;
  /** The value at `steps`, >= 0, default 0. */
  end?: number;
}

/**
 * Goes from a value to an end value along half a cosine wave, and holds the end value.
 *
 * `end + (value - end) (1 + cos(pi step / steps)) / 2`, and `end` from `steps` on
 *
 * Keras's `CosineDecay` with `alpha` = end / value, and Optax's. PyTorch's `CosineAnnealingLR` rises again after `steps`.
 *
 * @param value at step 0, >= 0
 * @param options `steps` > 0; `end` >= 0 (0)
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * const rate = cosineDecay(0.1, {steps: 100, end: 0.02});
 * rate(50); // 0.06
 * rate(100); // 0.02
 *
 * Loshchilov and Hutter, SGDR: Stochastic gradient descent with warm restarts, 2017.
 */
export function cosineDecay(value: number, options: CosineDecayOptions): Schedule {
  checkOptions('cosineDecay', options, ['steps', 'end']);
  const {steps, end = 0} = options;
  checkNumbers('cosineDecay', {value, end}, notNegative);
  checkNumbers('cosineDecay', {steps}, positive);
  return defineSchedule(
    'cosineDecay',
    () => ({value, steps, end}),
    (step) => mix(end, value, halfWave(step / steps)),
  );
}

export const cosineDecayEntry: ScheduleEntry = {
  formula: 'end + (value - end) (1 + cos(pi step / steps)) / 2',
  parameters: {
    value: required('the value at step 0'),
    steps: required('steps until the end value'),
    end: optional('the end value', 0),
  },
  reference: 'Loshchilov and Hutter, SGDR, 2017',
  create: ({value, ...options}: CosineDecayOptions & {value: number}) => cosineDecay(value, options),
};
