import {checkLists} from '../../lib/base/arguments.ts';
import {asList, option, type OptionsOf, readValues} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import {checkBoundaries, stretchOf} from '../boundaries.ts';
import type {Hyperparameter, Schedule} from '../schedule.ts';
import {schedulesOption} from './as-schedule.ts';

const parameters = {
  schedules: schedulesOption('the schedules, in order'),
  boundaries: option(asList<number>, 'the steps at which the second, third, ... schedule starts, > 0 and increasing'),
};

/**
 * Runs schedules one after the other, each from its own step 0.
 *
 * `schedules[i](step - boundaries[i - 1])`, i = number of boundaries <= step
 *
 * PyTorch's `SequentialLR` and Optax's `join_schedules`.
 *
 * @param schedules at least one; a number stays constant
 * @param boundaries the steps at which the second, third, ... schedule starts, > 0 and increasing
 * @throws RangeError, TypeError for arguments outside their ranges
 * @example
 * const rate = sequence([0.1, linearDecay(0.1, {steps: 50})], [100]);
 * rate(99); // 0.1
 * rate(125); // 0.05
 */
export function sequence(schedules: readonly Hyperparameter[], boundaries: readonly number[]): Schedule {
  const {schedules: children} = readValues('sequence', parameters, {schedules, boundaries});
  checkBoundaries('sequence', boundaries, 'schedules', children.length);
  const starts = [0, ...boundaries];
  return defineSchedule(
    'sequence',
    () => ({schedules: children.map((child) => child.config), boundaries: starts.slice(1)}),
    (step) => {
      const index = stretchOf(step, starts) - 1;
      return children[index]!(step - starts[index]!);
    },
    children.some((child) => child.observe)
      ? (metric, step) => {
          if (step === undefined) {
            for (const child of children) child.observe?.(metric);
            return;
          }
          // The metric after update number `step` judges the child that gave the rate of that update.
          const index = stretchOf(Math.max(0, step - 1), starts) - 1;
          children[index]!.observe?.(metric, step - starts[index]!);
        }
      : undefined,
  );
}

registerSchedule('sequence', parameters, ({schedules, boundaries}: OptionsOf<typeof parameters>, restore) => {
  checkLists('sequence', {schedules});
  return sequence(schedules.map(restore), boundaries);
});

export const sequenceEntry: ScheduleEntry = {
  formula: 'schedules[i](step - boundaries[i - 1]), i = number of boundaries <= step',
  parameters,
  reference: 'PyTorch SequentialLR, Optax join_schedules',
};
