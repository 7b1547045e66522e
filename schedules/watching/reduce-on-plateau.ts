import {checkNumbers, checkOptions, notNegative, proper, show} from '../../lib/base/arguments.ts';
import {
  asGiven,
  checkedLater,
  choiceOption,
  numberOption,
  option,
  type OptionsOf,
  readOptions,
} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

/** What a plateau schedule has seen: the current value, the best metric, and its two counters. */
export interface PlateauState {
  current: number;
  best: number | null;
  bad: number;
  cooling: number;
}

const parameters = {
  value: numberOption(notNegative, 'the value until the first reduction'),
  mode: choiceOption(['min', 'max'], 'whether a lower or a higher metric is better'),
  factor: numberOption(proper, 0.1, 'factor of every reduction'),
  patience: numberOption({from: 0, whole: true}, 10, 'bad metrics in a row that are borne; the next one reduces'),
  cooldown: numberOption({from: 0, whole: true}, 0, 'metrics after a reduction during which bad ones are not counted'),
  threshold: numberOption(notNegative, 1e-4, 'by how much a metric must beat the best one'),
  thresholdMode: choiceOption(['rel', 'abs'], 'whether the threshold is a fraction of the best metric or a difference'),
  minimum: checkedLater(numberOption(notNegative, 0, 'the value is never reduced below this; at most `value`')),
  epsilon: numberOption(notNegative, 1e-8, 'a reduction by no more than this is not made'),
  state: option(asGiven<PlateauState>, undefined, 'what an earlier schedule has seen, as in its `config`'),
};

/** Options of {@link reduceOnPlateau}. */
export interface ReduceOnPlateauOptions extends OptionsOf<typeof parameters, 'value'> {}

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
 * @param options see {@link ReduceOnPlateauOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = reduceOnPlateau(0.1, {patience: 1, factor: 0.5});
 * for (const loss of [1, 0.9, 0.9, 0.9]) rate.observe?.(loss);
 * rate(4); // 0.05
 */
export function reduceOnPlateau(value: number, options: ReduceOnPlateauOptions = {}): Schedule {
  const owner = 'reduceOnPlateau';
  const {state = {current: value, best: null, bad: 0, cooling: 0}, ...settings} = readOptions(
    owner,
    parameters,
    options,
    {value},
  );
  const {mode, factor, patience, cooldown, threshold, thresholdMode, minimum, epsilon} = settings;
  checkNumbers(owner, {minimum}, {...parameters.minimum.range, to: value});
  checkOptions(`${owner}.state`, state, ['current', 'best', 'bad', 'cooling']);
  let {current, best, bad, cooling} = state;
  checkNumbers(`${owner}.state`, {current}, {from: minimum, to: value});
  checkNumbers(`${owner}.state`, {bad, cooling}, {from: 0, whole: true});
  if (best !== null) checkNumbers(`${owner}.state`, {best}, {});

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

registerSchedule('reduceOnPlateau', parameters, ({value, ...options}: OptionsOf<typeof parameters>) =>
  reduceOnPlateau(value, options),
);

export const reduceOnPlateauEntry: ScheduleEntry = {
  formula: 'value <- max(factor * value, minimum) after more than patience bad metrics in a row',
  parameters,
  reference: 'PyTorch ReduceLROnPlateau',
};
