import {notNegative, positive} from '../../lib/base/arguments.ts';
import {choiceOption, numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import {mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  value: numberOption(notNegative, 'the value at the bottom of every cycle'),
  peak: numberOption(notNegative, 'the value at the top of the first cycle'),
  up: numberOption(positive, 'steps of the way to the peak'),
  down: numberOption(positive, undefined, 'steps of the way back; as many as `up` when left out'),
  mode: choiceOption(
    ['triangular', 'triangular2', 'exponential'],
    "whether the cycles keep their height ('triangular'), halve it from cycle to cycle or lose it by `gamma` per step",
  ),
  gamma: numberOption({above: 0, to: 1}, 1, "factor of the height per step in mode 'exponential'"),
};

/** Options of {@link cyclic}. */
export interface CyclicOptions extends OptionsOf<typeof parameters, 'value'> {}

/**
 * Goes up and down between a value and a peak, in straight lines, without end.
 *
 * `value + (peak - value) h s`, where s rises from 0 to 1 in `up` steps and falls in `down` steps, and h is 1
 * ('triangular'), 2^-cycle ('triangular2') or gamma^step ('exponential')
 *
 * PyTorch's `CyclicLR` with value = `base_lr`, peak = `max_lr`, 'exponential' = `exp_range`.
 *
 * @param value at the bottom of every cycle, >= 0
 * @param options see {@link CyclicOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = cyclic(0.01, {peak: 0.1, up: 10, mode: 'triangular2'});
 * rate(10); // 0.1
 * rate(20); // 0.01
 * rate(30); // 0.055
 *
 * Smith, Cyclical learning rates for training neural networks, 2017.
 */
export function cyclic(value: number, options: CyclicOptions): Schedule {
  const settings = readOptions('cyclic', parameters, options, {value});
  const {peak, up, down = up, mode, gamma} = settings;
  return defineSchedule(
    'cyclic',
    () => ({value, peak, up, down, mode, gamma}),
    (step) => {
      const cycle = Math.floor(step / (up + down));
      const within = step - cycle * (up + down);
      const way = within <= up ? within / up : (up + down - within) / down;
      const height = mode === 'triangular' ? 1 : mode === 'triangular2' ? 0.5 ** cycle : gamma ** step;
      return mix(value, peak, way * height);
    },
  );
}

registerSchedule('cyclic', parameters, ({value, ...options}: OptionsOf<typeof parameters>) => cyclic(value, options));

export const cyclicEntry: ScheduleEntry = {
  formula: 'value + (peak - value) h s, s a triangle wave, h = 1, 2^-cycle or gamma^step',
  parameters,
  reference: 'Smith, Cyclical learning rates for training neural networks, 2017',
};
