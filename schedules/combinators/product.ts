import {checkLists} from '../../lib/base/arguments.ts';
import {type OptionsOf, readValues} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import type {Hyperparameter, Schedule} from '../schedule.ts';
import {schedulesOption} from './as-schedule.ts';

const parameters = {schedules: schedulesOption('the factors')};

/**
 * The product of schedules at the same step.
 *
 * `schedules[0](step) * schedules[1](step) * ...`
 *
 * PyTorch's `ChainedScheduler`, for schedules that multiply. With a watching factor that starts at 1, a schedule is
 * lowered when the metric stalls: `product(cosineDecay(0.1, {steps: 1000}), reduceOnPlateau(1))`.
 *
 * @param schedules at least one; a number is a constant factor
 * @throws TypeError for what is neither number nor schedule, RangeError for none
 * @example
 * const rate = product(0.5, linearDecay(0.1, {steps: 100}));
 * rate(0); // 0.05
 * rate(50); // 0.025
 */
export function product(...schedules: Hyperparameter[]): Schedule {
  const {schedules: children} = readValues('product', parameters, {schedules});
  return defineSchedule(
    'product',
    () => ({schedules: children.map((child) => child.config)}),
    (step) => children.reduce((value, child) => value * child(step), 1),
    children.some((child) => child.observe)
      ? (metric, step) => {
          for (const child of children) child.observe?.(metric, step);
        }
      : undefined,
  );
}

registerSchedule('product', parameters, ({schedules}: OptionsOf<typeof parameters>, restore) => {
  checkLists('product', {schedules});
  return product(...schedules.map(restore));
});

export const productEntry: ScheduleEntry = {
  formula: 'schedules[0](step) * schedules[1](step) * ...',
  parameters,
  reference: 'PyTorch ChainedScheduler',
};
