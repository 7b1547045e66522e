import {checkLists, checkNumbers, notNegative} from '../../lib/base/arguments.ts';
import {asList, option, type OptionsOf, readValues} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import {checkBoundaries, stretchOf} from '../boundaries.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  boundaries: option(asList<number>, 'steps at which the value changes, > 0 and increasing'),
  values: option((owner, name, received: readonly number[]) => {
    checkLists(owner, {[name]: received}, 1);
    return received;
  }, 'the values, one more than boundaries, each >= 0'),
};

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
 * @throws RangeError, TypeError for arguments outside their ranges
 * @example
 * const rate = piecewiseConstant([100, 200], [0.1, 0.01, 0.001]);
 * rate(99); // 0.1
 * rate(100); // 0.01
 * rate(1000); // 0.001
 */
export function piecewiseConstant(boundaries: readonly number[], values: readonly number[]): Schedule {
  readValues('piecewiseConstant', parameters, {boundaries, values});
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

registerSchedule('piecewiseConstant', parameters, ({boundaries, values}: OptionsOf<typeof parameters>) =>
  piecewiseConstant(boundaries, values),
);

export const piecewiseConstantEntry: ScheduleEntry = {
  formula: 'values[number of boundaries <= step]',
  parameters,
  reference: 'PyTorch MultiStepLR, Optax piecewise_constant_schedule',
};
