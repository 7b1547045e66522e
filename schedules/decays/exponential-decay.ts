import {checkFlags, checkNumbers, checkOptions, notNegative, positive} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

/** Either the rate of decay `k` alone, or the factor `gamma` with its period. */
export type ExponentialDecayOptions =
  | {
      /** Rate of decay per step, >= 0. */
      k: number;
    }
  | {
      /** Factor per `every` steps, > 0; more than 1 grows, as a learning-rate range test wants. */
      gamma: number;
      /** Steps over which the factor is applied once, > 0, default 1. */
      every?: number;
      /** Whether the factor is applied only at every whole multiple of `every`, default false. */
      staircase?: boolean;
    };

/**
 * Decays geometrically, written with the rate k or with a factor per so many steps.
 *
 * `value * e^(-k step)`, or `value * gamma^(step / every)`, where `staircase` rounds step / every down
 *
 * With `gamma` it is PyTorch's `ExponentialLR` (every = 1) and the `ExponentialDecay` of Keras and Optax.
 *
 * @param value at step 0, >= 0
 * @param options either `k` >= 0, or `gamma` > 0 with `every` > 0 (1) in steps and `staircase` (false)
 * @throws RangeError, TypeError for arguments outside these ranges, unknown options, and for both forms or none
 * @example
 * exponentialDecay(0.2, {k: 0.1})(1); // 0.181
 * exponentialDecay(0.2, {gamma: 0.5, every: 10})(20); // 0.05
 */
export function exponentialDecay(value: number, options: ExponentialDecayOptions): Schedule {
  checkOptions('exponentialDecay', options, ['k', 'gamma', 'every', 'staircase']);
  checkNumbers('exponentialDecay', {value}, notNegative);
  const {k, ...geometric}: {k?: number; gamma?: number; every?: number; staircase?: boolean} = options;
  if (k !== undefined) {
    const rest = Object.entries(geometric).flatMap(([name, other]) => (other === undefined ? [] : [name]));
    if (rest.length > 0) {
      throw new RangeError(
        `exponentialDecay: k goes alone, received also ${rest.join(', ')}; leave out k, or leave out the rest`,
      );
    }
    checkNumbers('exponentialDecay', {k}, notNegative);
    return defineSchedule(
      'exponentialDecay',
      () => ({value, k}),
      (step) => value * Math.exp(-k * step),
    );
  }
  const {gamma, every = 1, staircase = false} = geometric;
  if (gamma === undefined) throw new TypeError('exponentialDecay: give either k or gamma, received neither');
  checkNumbers('exponentialDecay', {gamma, every}, positive);
  checkFlags('exponentialDecay', {staircase});
  return defineSchedule(
    'exponentialDecay',
    () => ({value, gamma, every, staircase}),
    (step) => value * gamma ** (staircase ? Math.floor(step / every) : step / every),
  );
}

export const exponentialDecayEntry: ScheduleEntry = {
  formula: 'value * e^(-k step), or value * gamma^(step / every)',
  parameters: {
    value: required('the value at step 0'),
    k: optional('rate of decay per step; either k or gamma must be given'),
    gamma: optional('factor per `every` steps; either k or gamma must be given'),
    every: optional('steps over which gamma is applied once', 1),
    staircase: optional('whether gamma is applied only at whole multiples of `every`', false),
  },
  reference: 'PyTorch ExponentialLR, Keras ExponentialDecay',
  create: ({value, ...options}: ExponentialDecayOptions & {value: number}) => exponentialDecay(value, options),
};
