import {checkNumbers, checkOptions, notNegative} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import {halfWave, mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

export interface CosineRestartsOptions {
  /** Steps of the first period, >= 1. */
  steps: number;
  /** Length of every period over that of the one before, >= 1, default 1. */
  stepsFactor?: number;
  /** Height of every peak above `end` over that of the one before, > 0 and <= 1, default 1. */
  peakFactor?: number;
  /** The value to which every period falls, >= 0, default 0. */
  end?: number;
}

/** The number of the period that a step is in, and the fraction of that period that has passed. */
function periodAt(step: number, steps: number, factor: number): {period: number; fraction: number} {
  if (factor === 1) {
    const period = Math.floor(step / steps);
    return {period, fraction: step / steps - period};
  }
  const start = (period: number) => (steps * (factor ** period - 1)) / (factor - 1);
  const estimate = Math.floor(Math.log1p((step / steps) * (factor - 1)) / Math.log(factor));
  // The logarithm may round to the wrong side of a restart, or overflow, and then few periods are enough.
  let period = Number.isFinite(estimate) ? estimate : 0;
  for (let move = 0; move < 4 && period > 0 && step < start(period); move++) period--;
  for (let move = 0; move < 4 && step >= start(period + 1); move++) period++;
  return {period, fraction: (step - start(period)) / (steps * factor ** period)};
}

/**
 * Cosine decay that starts again and again ("warm restarts").
 *
 * `end + (value - end) peakFactor^i (1 + cos(pi fraction)) / 2` in period i = 0, 1, 2, ... of
 * `steps * stepsFactor^i` steps; a period opens with its peak, and `end` itself is only approached
 *
 * Keras's `CosineDecayRestarts` (`t_mul` = stepsFactor, there 2 by default; `m_mul` = peakFactor; `alpha` = end / value)
 * and PyTorch's `CosineAnnealingWarmRestarts` (`T_mult` = stepsFactor).
 *
 * @param value at step 0, >= 0
 * @param options `steps` >= 1; `stepsFactor` >= 1 (1); `peakFactor` in (0, 1] (1); `end` >= 0 (0)
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * const rate = cosineRestarts(0.1, {steps: 100, stepsFactor: 2, peakFactor: 0.5});
 * rate(50); // 0.05
 * rate(100); // 0.05
 * rate(200); // 0.025
 * rate(300); // 0.025
 *
 * Loshchilov and Hutter, SGDR: Stochastic gradient descent with warm restarts, 2017.
 */
export function cosineRestarts(value: number, options: CosineRestartsOptions): Schedule {
  checkOptions('cosineRestarts', options, ['steps', 'stepsFactor', 'peakFactor', 'end']);
  const {steps, stepsFactor = 1, peakFactor = 1, end = 0} = options;
  checkNumbers('cosineRestarts', {value, end}, notNegative);
  checkNumbers('cosineRestarts', {peakFactor}, {above: 0, to: 1});
  checkNumbers('cosineRestarts', {steps, stepsFactor}, {from: 1});
  return defineSchedule(
    'cosineRestarts',
    () => ({value, steps, stepsFactor, peakFactor, end}),
    (step) => {
      const {period, fraction} = periodAt(step, steps, stepsFactor);
      return mix(end, value, peakFactor ** period * halfWave(fraction));
    },
  );
}

export const cosineRestartsEntry: ScheduleEntry = {
  formula: 'end + (value - end) peakFactor^i (1 + cos(pi fraction)) / 2 in period i of steps * stepsFactor^i steps',
  parameters: {
    value: required('the value at step 0'),
    steps: required('steps of the first period'),
    stepsFactor: optional('length of every period over that of the one before', 1),
    peakFactor: optional('height of every peak above the end value over that of the one before', 1),
    end: optional('the value to which every period falls', 0),
  },
  reference: 'Loshchilov and Hutter, SGDR, 2017',
  create: ({value, ...options}: CosineRestartsOptions & {value: number}) => cosineRestarts(value, options),
};
