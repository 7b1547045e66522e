import {notNegative, positive} from '../../lib/base/arguments.ts';
import {choiceOption, numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import {halfWave, mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  value: numberOption(notNegative, 'the value of the plateau'),
  warmup: numberOption(notNegative, 'steps of the rise'),
  stable: numberOption(notNegative, 'steps at the full value'),
  decay: numberOption(positive, 'steps of the fall'),
  from: numberOption(notNegative, 0, 'the value at step 0'),
  end: numberOption(notNegative, 0, 'the value at the end'),
  shape: choiceOption(['sqrt', 'linear', 'cosine'], "the fall: 'sqrt' (1 - sqrt f), 'linear' or 'cosine'"),
};

/** Options of {@link warmupStableDecay}. */
export interface WarmupStableDecayOptions extends OptionsOf<typeof parameters, 'value'> {}

const falls = {
  sqrt: (fraction: number) => 1 - Math.sqrt(fraction),
  linear: (fraction: number) => 1 - fraction,
  cosine: halfWave,
};

/**
 * Rises in a straight line, stays, and falls at the end ("WSD", a trapezoid).
 *
 * `from + (value - from) step / warmup`, then `value` for `stable` steps, then `end + (value - end) s(f)` with f the
 * fraction of `decay` that has passed and s(f) = 1 - sqrt(f), 1 - f or (1 + cos(pi f)) / 2; `end` is held
 *
 * How long to train need not be known at the start: the fall can be run from any point of the plateau.
 *
 * @param value of the plateau, >= 0
 * @param options see {@link WarmupStableDecayOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = warmupStableDecay(0.1, {warmup: 10, stable: 70, decay: 20});
 * rate(5); // 0.05
 * rate(80); // 0.1
 * rate(85); // 0.05
 * rate(100); // 0
 *
 * Hu et al., MiniCPM, 2024; Hägele et al., Scaling laws and compute-optimal training beyond fixed training durations, 2024 ('sqrt').
 */
export function warmupStableDecay(value: number, options: WarmupStableDecayOptions): Schedule {
  const settings = readOptions('warmupStableDecay', parameters, options, {value});
  const {warmup, stable, decay, from, end, shape} = settings;
  return defineSchedule(
    'warmupStableDecay',
    () => ({value, warmup, stable, decay, from, end, shape}),
    (step) => {
      if (step < warmup) return mix(from, value, step / warmup);
      return mix(end, value, falls[shape](Math.max(step - warmup - stable, 0) / decay));
    },
  );
}

registerSchedule('warmupStableDecay', parameters, ({value, ...options}: OptionsOf<typeof parameters>) =>
  warmupStableDecay(value, options),
);

export const warmupStableDecayEntry: ScheduleEntry = {
  formula: 'a straight rise over warmup steps, value for stable steps, a fall to end over decay steps',
  parameters,
  reference: 'Hu et al., MiniCPM, 2024; Hägele et al., 2024',
};
