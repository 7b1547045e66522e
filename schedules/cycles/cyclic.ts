import {checkChoices, checkNumbers, checkOptions, notNegative, positive} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import {mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

export interface CyclicOptions {
  /** The value at the top of the first cycle, >= 0. */
  peak: number;
  /** Steps of the way to the peak, > 0. */
  up: number;
  /** Steps of the way back, > 0, default `up`. */
  down?: number;
  /** Whether the cycles keep their height, halve it from cycle to cycle, or lose it by `gamma` per step, default 'triangular'. */
  mode?: 'triangular' | 'triangular2' | 'exponential';
  /** Factor of the height per step in mode 'exponential', > 0 and <= 1, default 1. */
  gamma?: number;
}

/**
 * Goes up and down between a value and a peak, in straight lines, without end.
 *
 * `value + (peak - value) h s`, where s rises from 0 to 1 in `up` steps and falls in `down` steps, and h is 1
 * ('triangular'), 2^-cycle ('triangular2') or gamma^step ('exponential')
 *
 * PyTorch's `CyclicLR` with value = `base_lr`, peak = `max_lr`, 'exponential' = `exp_range`.
 *
 * @param value at the bottom of every cycle, >= 0
 * @param options `peak` >= 0; `up` > 0; `down` > 0 (up); `mode` ('triangular'); `gamma` in (0, 1] (1)
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * const rate = cyclic(0.01, {peak: 0.1, up: 10, mode: 'triangular2'});
 * rate(10); // 0.1
 * rate(20); // 0.01
 * rate(30); // 0.055
 *
 * Smith, Cyclical learning rates for training neural networks, 2017.
 */
export function cyclic(value: number, options: CyclicOptions): Schedule {
  checkOptions('cyclic', options, ['peak', 'up', 'down', 'mode', 'gamma']);
  const {peak, up, down = up, mode = 'triangular', gamma = 1} = options;
  checkNumbers('cyclic', {value, peak}, notNegative);
  checkNumbers('cyclic', {up, down}, positive);
  checkNumbers('cyclic', {gamma}, {above: 0, to: 1});
  checkChoices('cyclic', {mode}, ['triangular', 'triangular2', 'exponential']);
  return defineSchedule(
    'cyclic',
    () => ({value, peak, up, down, mode, gamma}),
    (step) => {
      const cycle = Math.floor(step / (up + down));
      const within = step - cycle * (up + down);
      const way = within < up ? within / up : (up + down - within) / down;
      const height = mode === 'triangular' ? 1 : mode === 'triangular2' ? 0.5 ** cycle : gamma ** step;
      return mix(value, peak, way * height);
    },
  );
}

export const cyclicEntry: ScheduleEntry = {
  formula: 'value + (peak - value) h s, s a triangle wave, h = 1, 2^-cycle or gamma^step',
  parameters: {
    value: required('the value at the bottom of every cycle'),
    peak: required('the value at the top of the first cycle'),
    up: required('steps of the way to the peak'),
    down: optional('steps of the way back; as many as `up` when left out'),
    mode: optional("'triangular', 'triangular2' (half as high every cycle) or 'exponential' (by gamma)", 'triangular'),
    gamma: optional("factor of the height per step in mode 'exponential'", 1),
  },
  reference: 'Smith, Cyclical learning rates for training neural networks, 2017',
  create: ({value, ...options}: CyclicOptions & {value: number}) => cyclic(value, options),
};
