import {checkLists, checkNumbers, notNegative} from '../../lib/base/arguments.ts';
import {checkBoundaries, stretchOf} from '../boundaries.ts';
import {defineSchedule, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import type {Schedule} from '../schedule.ts';

/**
 * A list of values, each held from its boundary on.
 *
 * `values[number of boundaries <= step]`
 *
 * This is the convention of PyTorch's `MultiStepLR` and of Optax. In Keras's `PiecewiseConstantDecay` the step that
 * equals a boundary still has the old value: add 1 to every boundary taken from there.
 *
 * @param boundaries steps at which the value changes, > 0 and increasing
 * @param values one more than boundaries, each >= 0
 * @throws RangeError, TypeError for arguments outside these ranges
 * @example
 * const rate = piecewiseConstant([100, 200], [0.1, 0.01, 0.001]);
 * rate(99); // 0.1
 * rate(100); // 0.01
 * rate(1000); // 0.001
 */
export function piecewiseConstant(boundaries: readonly number[], values: readonly number[]): Schedule {
  checkLists('piecewiseConstant', {boundaries});
  checkLists('piecewiseConstant', {values}, 1);
  checkBoundaries('piecewiseConstant', boundaries, 'values', values.length);
  for (const [index, value] of values.entries()) {
    checkNumbers('piecewiseConstant', {[`values[${index}]`]: value}, notNegative);
  }
  const own = {boundaries: [...boundaries], values: [...values]};
  return defineSchedule(
    'piecewiseConstant',
    () => ({boundaries: [...own.boundaries], values: [...own.values]}),
    (step) => own.values[stretchOf(step, own.boundaries)]!,
  );
}

export const piecewiseConstantEntry: ScheduleEntry = {
  formula: 'values[number of boundaries <= step]',
  parameters: {
    boundaries: required('steps at which the value changes, increasing'),
    values: required('the values, one more than boundaries'),
  },
  reference: 'PyTorch MultiStepLR, Optax piecewise_constant_schedule',
  create: ({boundaries, values}: {boundaries: number[]; values: number[]}) => piecewiseConstant(boundaries, values),
};
