import {notNegative, positive} from '../../lib/base/arguments.ts';
import {flagOption, numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  value: numberOption(notNegative, 'the value at step 0'),
  k: numberOption(notNegative, undefined, 'rate of decay per step; either k or gamma must be given'),
  gamma: numberOption(
    positive,
    undefined,
    'factor per `every` steps, either k or gamma must be given; more than 1 grows, as a learning-rate range test wants',
  ),
  every: numberOption(positive, 1, 'steps over which gamma is applied once'),
  staircase: flagOption(false, 'whether gamma is applied only at whole multiples of `every`'),
};

type Both = OptionsOf<typeof parameters, 'value'>;

/** Either the rate of decay `k` alone, or the factor `gamma` with its period. */
export type ExponentialDecayOptions =
  Required<Pick<Both, 'k'>> | (Required<Pick<Both, 'gamma'>> & Omit<Both, 'k' | 'gamma'>);

/**
 * Decays geometrically, written with the rate k or with a factor per so many steps.
 *
 * `value * e^(-k step)`, or `value * gamma^(step / every)`, where `staircase` rounds step / every down
 *
 * With `gamma` it is PyTorch's `ExponentialLR` (every = 1) and the `ExponentialDecay` of Keras and Optax.
 *
 * @param value at step 0, >= 0
 * @param options see {@link ExponentialDecayOptions}
 * @throws RangeError, TypeError for arguments outside their ranges, unknown options, and for both forms or none
 * @example
 * exponentialDecay(0.2, {k: 0.1})(1); // 0.181
 * exponentialDecay(0.2, {gamma: 0.5, every: 10})(20); // 0.05
 */
export function exponentialDecay(value: number, options: ExponentialDecayOptions): Schedule {
  const given = (options ?? {}) as Both;
  const rest = (['gamma', 'every', 'staircase'] as const).filter((name) => given[name] !== undefined);
  if (given.k !== undefined && rest.length > 0) {
    throw new RangeError(
      `exponentialDecay: k goes alone, received also ${rest.join(', ')}; leave out k, or leave out the rest`,
    );
  }
  const {k, gamma, every, staircase} = readOptions('exponentialDecay', parameters, options, {value});
  if (k !== undefined) {
    return defineSchedule(
      'exponentialDecay',
      () => ({value, k}),
      (step) => value * Math.exp(-k * step),
    );
  }
  if (gamma === undefined) throw new TypeError('exponentialDecay: give either k or gamma, received neither');
  return defineSchedule(
    'exponentialDecay',
    () => ({value, gamma, every, staircase}),
    (step) => value * gamma ** (staircase ? Math.floor(step / every) : step / every),
  );
}

registerSchedule('exponentialDecay', parameters, ({value, ...options}: ExponentialDecayOptions & {value: number}) =>
  exponentialDecay(value, options),
);

export const exponentialDecayEntry: ScheduleEntry = {
  formula: 'value * e^(-k step), or value * gamma^(step / every)',
  parameters,
  reference: 'PyTorch ExponentialLR, Keras ExponentialDecay',
};
