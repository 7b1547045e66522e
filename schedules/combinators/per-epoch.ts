import {numberOption, type OptionsOf, readValues} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Hyperparameter, Schedule} from '../schedule.ts';
import {scheduleOption} from './as-schedule.ts';

const parameters = {
  schedule: scheduleOption('the schedule, written in epochs'),
  updatesPerEpoch: numberOption({from: 1, whole: true}, 'updates in an epoch: examples / batch size, rounded up'),
};

/**
 * A schedule that is written in epochs, for an optimizer that counts updates.
 *
 * `schedule(floor(step / updatesPerEpoch))`
 *
 * @param schedule of the epoch 0, 1, 2, ...
 * @param updatesPerEpoch whole number >= 1: the number of batches, examples / batch size rounded up
 * @throws RangeError, TypeError for arguments outside their ranges
 * @example
 * const rate = perEpoch(stepDecay(0.2, {drop: 0.5, every: 5}), 100);
 * rate(499); // 0.2
 * rate(500); // 0.1
 */
export function perEpoch(schedule: Hyperparameter, updatesPerEpoch: number): Schedule {
  const {schedule: inner} = readValues('perEpoch', parameters, {schedule, updatesPerEpoch});
  const {observe} = inner;
  return defineSchedule(
    'perEpoch',
    () => ({schedule: inner.config, updatesPerEpoch}),
    (step) => inner(Math.floor(step / updatesPerEpoch)),
    observe &&
      // Rounded up: after the first update of an epoch, that epoch is the one which is judged.
      ((metric, step) => observe(metric, step === undefined ? undefined : Math.ceil(step / updatesPerEpoch))),
  );
}

registerSchedule('perEpoch', parameters, ({schedule, updatesPerEpoch}: OptionsOf<typeof parameters>, restore) =>
  perEpoch(restore(schedule), updatesPerEpoch),
);

export const perEpochEntry: ScheduleEntry = {
  formula: 'schedule(floor(step / updatesPerEpoch))',
  parameters,
  reference: 'PyTorch counts so: its schedulers are stepped once per epoch',
};
