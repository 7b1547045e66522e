import {
  checkChoices,
  checkFlags,
  checkNumbers,
  checkOptions,
  notNegative,
  positive,
  proper,
} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import {halfWave, mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

export interface OneCycleOptions {
  /** Steps of the whole cycle, > 0. */
  steps: number;
  /** Fraction of the steps at which the peak is reached, > 0 and < 1 (at most 0.5 with `threePhase`), default 0.3. */
  peakAt?: number;
  /** Peak over the value at step 0, > 0, default 25. */
  divisor?: number;
  /** Value at step 0 over the value at the end, > 0, default 10000. */
  finalDivisor?: number;
  /** The shape of rise and fall, default 'cosine'. */
  shape?: 'cosine' | 'linear';
  /** Whether to fall back to the first value as fast as it rose, and only then to the end, default false. */
  threePhase?: boolean;
}

/**
 * One rise to a peak and one fall far below the start ("super-convergence").
 *
 * from `value / divisor` at step 0 to `value` at `peakAt * steps` to `value / (divisor * finalDivisor)` at `steps`,
 * which is held from there on
 *
 * Peak and end fall on these steps themselves, as in Optax (which rounds the first down to a whole step). PyTorch's
 * `OneCycleLR` of N steps has its peak at step `pct_start N - 1` and its end at N - 1.
 * For the momentum that goes with it, a cycle the other way round: `oneCycle(0.85, {steps, divisor: 0.85 / 0.95, finalDivisor: 1})`.
 *
 * @param value at the peak, >= 0
 * @param options `steps` > 0; `peakAt` in (0, 1) (0.3); `divisor` > 0 (25); `finalDivisor` > 0 (10000);
 *   `shape` 'cosine' or 'linear' ('cosine'); `threePhase` (false)
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * const rate = oneCycle(0.1, {steps: 100});
 * rate(0); // 0.004
 * rate(30); // 0.1
 * rate(100); // 0.0000004
 *
 * Smith and Topin, Super-convergence: very fast training of neural networks using large learning rates, 2018.
 */
export function oneCycle(value: number, options: OneCycleOptions): Schedule {
  checkOptions('oneCycle', options, ['steps', 'peakAt', 'divisor', 'finalDivisor', 'shape', 'threePhase']);
  const {steps, peakAt = 0.3, divisor = 25, finalDivisor = 1e4, shape = 'cosine', threePhase = false} = options;
  checkNumbers('oneCycle', {value}, notNegative);
  checkNumbers('oneCycle', {steps, divisor, finalDivisor}, positive);
  checkChoices('oneCycle', {shape}, ['cosine', 'linear']);
  checkFlags('oneCycle', {threePhase});
  checkNumbers('oneCycle', {peakAt}, threePhase ? {above: 0, to: 0.5} : proper);
  const start = value / divisor;
  const end = start / finalDivisor;
  const peakStep = peakAt * steps;
  const turns = threePhase ? [0, peakStep, 2 * peakStep, steps] : [0, peakStep, steps];
  const values = threePhase ? [start, value, start, end] : [start, value, end];
  return defineSchedule(
    'oneCycle',
    () => ({value, steps, peakAt, divisor, finalDivisor, shape, threePhase}),
    (step) => {
      const next = turns.findIndex((turn) => step < turn);
      if (next === -1) return end;
      const fraction = (step - turns[next - 1]!) / (turns[next]! - turns[next - 1]!);
      return mix(values[next - 1]!, values[next]!, shape === 'linear' ? fraction : 1 - halfWave(fraction));
    },
  );
}

export const oneCycleEntry: ScheduleEntry = {
  formula: 'value / divisor -> value at peakAt * steps -> value / (divisor finalDivisor) at steps',
  parameters: {
    value: required('the value at the peak'),
    steps: required('steps of the whole cycle'),
    peakAt: optional('fraction of the steps at which the peak is reached', 0.3),
    divisor: optional('peak over the value at step 0', 25),
    finalDivisor: optional('value at step 0 over the value at the end', 1e4),
    shape: optional("'cosine' or 'linear'", 'cosine'),
    threePhase: optional('whether to fall back to the first value as fast as it rose, and only then to the end', false),
  },
  reference: 'Smith and Topin, Super-convergence, 2018',
  create: ({value, ...options}: OneCycleOptions & {value: number}) => oneCycle(value, options),
};
