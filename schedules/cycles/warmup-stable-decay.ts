import {checkChoices, checkNumbers, checkOptions, notNegative, positive} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import {halfWave, mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

export interface WarmupStableDecayOptions {
  /** Steps of the rise, >= 0. */
  warmup: number;
  /** Steps at the full value, >= 0. */
  stable: number;
  /** Steps of the fall, > 0. */
  decay: number;
  /** The value at step 0, >= 0, default 0. */
  from?: number;
  /** The value at the end, >= 0, default 0. */
  end?: number;
  /** The shape of the fall, default 'sqrt'. */
  shape?: 'sqrt' | 'linear' | 'cosine';
}

const falls: Record<string, (fraction: number) => number> = {
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
 * @param options `warmup` >= 0, `stable` >= 0, `decay` > 0, all in steps; `from` >= 0 (0); `end` >= 0 (0);
 *   `shape` 'sqrt', 'linear' or 'cosine' ('sqrt')
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
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
  checkOptions('warmupStableDecay', options, ['warmup', 'stable', 'decay', 'from', 'end', 'shape']);
  const {warmup, stable, decay, from = 0, end = 0, shape = 'sqrt'} = options;
  checkNumbers('warmupStableDecay', {value, warmup, stable, from, end}, notNegative);
  checkNumbers('warmupStableDecay', {decay}, positive);
  checkChoices('warmupStableDecay', {shape}, Object.keys(falls));
  return defineSchedule(
    'warmupStableDecay',
    () => ({value, warmup, stable, decay, from, end, shape}),
    (step) => {
      if (step < warmup) return mix(from, value, step / warmup);
      const fraction = (step - warmup - stable) / decay;
      return fraction <= 0 ? value : fraction >= 1 ? end : mix(end, value, falls[shape]!(fraction));
    },
  );
}

export const warmupStableDecayEntry: ScheduleEntry = {
  formula: 'a straight rise over warmup steps, value for stable steps, a fall to end over decay steps',
  parameters: {
    value: required('the value of the plateau'),
    warmup: required('steps of the rise'),
    stable: required('steps at the full value'),
    decay: required('steps of the fall'),
    from: optional('the value at step 0', 0),
    end: optional('the value at the end', 0),
    shape: optional("the fall: 'sqrt' (1 - sqrt f), 'linear' or 'cosine'", 'sqrt'),
  },
  reference: 'Hu et al., MiniCPM, 2024; Hägele et al., 2024',
  create: ({value, ...options}: WarmupStableDecayOptions & {value: number}) => warmupStableDecay(value, options),
};
