import {flagOption, numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Hyperparameter, Schedule} from '../schedule.ts';
import {scheduleOption} from './as-schedule.ts';

const parameters = {
  schedule: scheduleOption('the schedule, written in epochs'),
  updatesPerEpoch: numberOption({from: 1, whole: true}, 'updates in an epoch: examples / batch size, rounded up'),
  smooth: flagOption(false, 'whether parts of an epoch count, so that the value changes with every update'),
};

/** Options of {@link perEpoch}. */
export interface PerEpochOptions extends OptionsOf<typeof parameters, 'schedule' | 'updatesPerEpoch'> {}

/**
 * A schedule that is written in epochs, for an optimizer that counts updates.
 *
 * `schedule(floor(step / updatesPerEpoch))`, and with `smooth` `schedule(step / updatesPerEpoch)`
 *
 * @param schedule of the epoch 0, 1, 2, ...
 * @param updatesPerEpoch whole number >= 1: the number of batches, examples / batch size rounded up
 * @param options `smooth`, default false
 * @throws RangeError, TypeError for arguments outside their ranges
 * @example
 * const rate = perEpoch(stepDecay(0.2, {drop: 0.5, every: 5}), 100);
 * rate(499); // 0.2
 * rate(500); // 0.1
 * const ramp = perEpoch(warmup(0.2, {steps: 1}), 100, {smooth: true});
 * ramp(50); // 0.1
 */
export function perEpoch(schedule: Hyperparameter, updatesPerEpoch: number, options: PerEpochOptions = {}): Schedule {
  const {schedule: inner, smooth} = readOptions('perEpoch', parameters, options, {schedule, updatesPerEpoch});
  const {observe} = inner;
  return defineSchedule(
    'perEpoch',
    () => ({schedule: inner.config, updatesPerEpoch, smooth}),
    (step) => inner(smooth ? step / updatesPerEpoch : Math.floor(step / updatesPerEpoch)),
    observe &&
      // Rounded up: after the first update of an epoch, that epoch is the one which is judged.
      ((metric, step) => observe(metric, step === undefined ? undefined : Math.ceil(step / updatesPerEpoch))),
  );
}

registerSchedule(
  'perEpoch',
  parameters,
  ({schedule, updatesPerEpoch, ...options}: OptionsOf<typeof parameters>, restore) =>
    perEpoch(restore(schedule), updatesPerEpoch, options),
);

export const perEpochEntry: ScheduleEntry = {
  formula: 'schedule(floor(step / updatesPerEpoch)); smooth: schedule(step / updatesPerEpoch)',
  parameters,
  reference: 'PyTorch counts so: its schedulers are stepped once per epoch',
};
