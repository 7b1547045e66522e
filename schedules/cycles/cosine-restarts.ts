import {notNegative} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import {halfWave, mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  value: numberOption(notNegative, 'the value at step 0'),
  steps: numberOption({from: 1}, 'steps of the first period'),
  stepsFactor: numberOption({from: 1}, 1, 'length of every period over that of the one before'),
  peakFactor: numberOption(
    {above: 0, to: 1},
    1,
    'height of every peak above the end value over that of the one before',
  ),
  end: numberOption(notNegative, 0, 'the value to which every period falls'),
};

/** Options of {@link cosineRestarts}. */
export interface CosineRestartsOptions extends OptionsOf<typeof parameters, 'value'> {}

/** The number of the period that a step is in, and the fraction of that period that has passed. */
function periodAt(step: number, steps: number, factor: number): {period: number; fraction: number} {
  if (factor === 1) {
    const period = Math.floor(step / steps);
    return {period, fraction: step / steps - period};
  }
  const start = (period: number) => (steps * (factor ** period - 1)) / (factor - 1);
  const estimate = Math.floor(Math.log1p((step / steps) * (factor - 1)) / Math.log(factor));
  // The logarithm may round to the wrong side of a restart, or overflow, and then the first two periods are enough.
  let period = Number.isFinite(estimate) ? estimate : 0;
  if (step < start(period)) period--;
  else if (step >= start(period + 1)) period++;
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
 * @param options see {@link CosineRestartsOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
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
  const {steps, stepsFactor, peakFactor, end} = readOptions('cosineRestarts', parameters, options, {value});
  return defineSchedule(
    'cosineRestarts',
    () => ({value, steps, stepsFactor, peakFactor, end}),
    (step) => {
      const {period, fraction} = periodAt(step, steps, stepsFactor);
      return mix(end, value, peakFactor ** period * halfWave(fraction));
    },
  );
}

registerSchedule('cosineRestarts', parameters, ({value, ...options}: OptionsOf<typeof parameters>) =>
  cosineRestarts(value, options),
);

export const cosineRestartsEntry: ScheduleEntry = {
  formula: 'end + (value - end) peakFactor^i (1 + cos(pi fraction)) / 2 in period i of steps * stepsFactor^i steps',
  parameters,
  reference: 'Loshchilov and Hutter, SGDR, 2017',
};
