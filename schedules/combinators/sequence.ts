import {checkLists} from '../../lib/base/arguments.ts';
import {checkBoundaries, stretchOf} from '../boundaries.ts';
import {defineSchedule, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import type {Hyperparameter, Schedule} from '../schedule.ts';
import {asSchedule} from './as-schedule.ts';

/**
 * Runs schedules one after the other, each from its own step 0.
 *
 * `schedules[i](step - boundaries[i - 1])`, i = number of boundaries <= step
 *
 * PyTorch's `SequentialLR` and Optax's `join_schedules`.
 *
 * @param schedules at least one; a number stays constant
 * @param boundaries the steps at which the second, third, ... schedule starts, > 0 and increasing
 * @throws RangeError, TypeError for arguments outside these ranges
 * @example
 * const rate = sequence([0.1, linearDecay(0.1, {steps: 50})], [100]);
 * rate(99); // 0.1
 * rate(125); // 0.05
 */
export function sequence(schedules: readonly Hyperparameter[], boundaries: readonly number[]): Schedule {
  checkLists('sequence', {schedules}, 1);
  checkLists('sequence', {boundaries});
  const children = schedules.map((child, index) => asSchedule(child, 'sequence', `schedules[${index}]`));
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

export const sequenceEntry: ScheduleEntry = {
  formula: 'schedules[i](step - boundaries[i - 1]), i = number of boundaries <= step',
  parameters: {
    schedules: required('the schedules, in order'),
    boundaries: required('the steps at which the second, third, ... schedule starts'),
  },
  reference: 'PyTorch SequentialLR, Optax join_schedules',
  create: ({schedules, boundaries}: {schedules: unknown[]; boundaries: number[]}, restore) => {
    checkLists('sequence', {schedules});
    return sequence(schedules.map(restore), boundaries);
  },
};
