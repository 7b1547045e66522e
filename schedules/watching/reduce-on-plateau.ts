import {checkChoices, checkNumbers, checkOptions, notNegative, proper, show} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

/** What a plateau schedule has seen: the current value, the best metric, and its two counters. */
export interface PlateauState {
  current: number;
  best: number | null;
  bad: number;
  cooling: number;
}

export interface ReduceOnPlateauOptions {
  /** Whether a lower or a higher metric is better, default 'min'. */
  mode?: 'min' | 'max';
  /** Factor of every reduction, > 0 and < 1, default 0.1. */
  factor?: number;
  /** Bad metrics in a row that are borne; the next one reduces, whole, >= 0, default 10. */
  patience?: number;
  /** Metrics after a reduction during which bad ones are not counted, whole, >= 0, default 0. */
  cooldown?: number;
  /** By how much a metric must beat the best one, >= 0, default 0.0001. */
  threshold?: number;
  /** Whether the threshold is a fraction of the best metric or a difference, default 'rel'. */
  thresholdMode?: 'rel' | 'abs';
  /** The value is never reduced below this, >= 0, default 0. */
  minimum?: number;
  /** A reduction by no more than this is not made, >= 0, default 1e-8. */
  epsilon?: number;
  /** What an earlier schedule has seen, as in its `config`. */
  state?: PlateauState;
}

/**
 * Reduces the value when the metric has stopped improving; every `observe` is one metric, usually the test loss of an epoch.
 *
 * A metric is bad unless it is less than `best (1 - threshold)` ('rel') or `best - threshold` ('abs'), with mode 'max':
 * greater than `best (1 + threshold)` or `best + threshold`. When more than `patience` metrics in a row are bad,
 * `value <- max(factor * value, minimum)`.
 *
 * PyTorch's `ReduceLROnPlateau` with its defaults. (Keras reduces at the `patience`-th bad metric, one earlier.) A metric that is not finite
 * is bad. With 'rel', a metric below zero beats itself: use 'abs' there.
 *
 * @param value until the first reduction, >= 0
 * @param options `mode` ('min'); `factor` in (0, 1) (0.1); `patience` (10) and `cooldown` (0), in metrics;
 *   `threshold` >= 0 (0.0001); `thresholdMode` ('rel'); `minimum` in [0, value] (0); `epsilon` >= 0 (1e-8)
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
 * @example
 * const rate = reduceOnPlateau(0.1, {patience: 1, factor: 0.5});
 * for (const loss of [1, 0.9, 0.9, 0.9]) rate.observe?.(loss);
 * rate(4); // 0.05
 */
export function reduceOnPlateau(value: number, options: ReduceOnPlateauOptions = {}): Schedule {
  const owner = 'reduceOnPlateau';
  const own = ['mode', 'factor', 'patience', 'cooldown', 'threshold', 'thresholdMode', 'minimum', 'epsilon', 'state'];
  checkOptions(owner, options, own);
  const {mode = 'min', factor = 0.1, patience = 10, cooldown = 0, threshold = 1e-4, thresholdMode = 'rel'} = options;
  const {minimum = 0, epsilon = 1e-8, state = {current: value, best: null, bad: 0, cooling: 0}} = options;
  checkNumbers(owner, {value, threshold, epsilon}, notNegative);
  checkNumbers(owner, {factor}, proper);
  checkNumbers(owner, {patience, cooldown}, {from: 0, whole: true});
  checkNumbers(owner, {minimum}, {from: 0, to: value});
  checkChoices(owner, {mode}, ['min', 'max']);
  checkChoices(owner, {thresholdMode}, ['rel', 'abs']);
  checkOptions(`${owner}.state`, state, ['current', 'best', 'bad', 'cooling']);
  let {current, best, bad, cooling} = state;
  checkNumbers(`${owner}.state`, {current}, {from: minimum, to: value});
  checkNumbers(`${owner}.state`, {bad, cooling}, {from: 0, whole: true});
  if (best !== null) checkNumbers(`${owner}.state`, {best}, {});

  const settings = {value, mode, factor, patience, cooldown, threshold, thresholdMode, minimum, epsilon};
  const sign = mode === 'min' ? -1 : 1;
  const improves = (metric: number): boolean => {
    if (!Number.isFinite(metric)) return false;
    if (best === null) return true;
    const bar = thresholdMode === 'rel' ? best * (1 + sign * threshold) : best + sign * threshold;
    return mode === 'min' ? metric < bar : metric > bar;
  };
  return defineSchedule(
    owner,
    () => ({
      ...settings,
      state: {current, best, bad, cooling},
    }),
    () => current,
    (metric) => {
      if (typeof metric !== 'number')
        throw new TypeError(`${owner}: metric must be a number, received ${show(metric)}`);
      if (improves(metric)) [best, bad] = [metric, 0];
      else bad += 1;
      if (cooling > 0) [cooling, bad] = [cooling - 1, 0];
      if (bad <= patience) return;
      const reduced = Math.max(current * factor, minimum);
      if (current - reduced > epsilon) current = reduced;
      [cooling, bad] = [cooldown, 0];
    },
  );
}

export const reduceOnPlateauEntry: ScheduleEntry = {
  formula: 'value <- max(factor * value, minimum) after more than patience bad metrics in a row',
  parameters: {
    value: required('the value until the first reduction'),
    mode: optional("whether 'min' or 'max' of the metric is wanted", 'min'),
    factor: optional('factor of every reduction', 0.1),
    patience: optional('bad metrics in a row that are borne', 10),
    cooldown: optional('metrics after a reduction during which bad ones are not counted', 0),
    threshold: optional('by how much a metric must beat the best one', 1e-4),
    thresholdMode: optional("whether the threshold is a fraction ('rel') or a difference ('abs')", 'rel'),
    minimum: optional('the value is never reduced below this', 0),
    epsilon: optional('a reduction by no more than this is not made', 1e-8),
    state: optional('what an earlier schedule has seen, as in its config'),
  },
  reference: 'PyTorch ReduceLROnPlateau',
  create: ({value, ...options}: ReduceOnPlateauOptions & {value: number}) => reduceOnPlateau(value, options),
};
