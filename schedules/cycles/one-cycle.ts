import {checkNumbers, notNegative, positive, proper} from '../../lib/base/arguments.ts';
import {
  checkedLater,
  choiceOption,
  flagOption,
  numberOption,
  type OptionsOf,
  readOptions,
} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import {halfWave, mix} from '../mix.ts';
import type {Schedule} from '../schedule.ts';

const parameters = {
  value: numberOption(notNegative, 'the value at the peak'),
  steps: numberOption(positive, 'steps of the whole cycle'),
  peakAt: checkedLater(
    numberOption(proper, 0.3, 'fraction of the steps at which the peak is reached; at most 0.5 with `threePhase`'),
  ),
  divisor: numberOption(positive, 25, 'peak over the value at step 0'),
  finalDivisor: numberOption(positive, 1e4, 'value at step 0 over the value at the end'),
  shape: choiceOption(['cosine', 'linear'], 'the shape of rise and fall'),
  threePhase: flagOption(false, 'whether to fall back to the first value as fast as it rose, and only then to the end'),
  inclusive: flagOption(
    false,
    'whether the last of `steps` updates has the end, and the peak is a step earlier, as in PyTorch',
  ),
};

/** Options of {@link oneCycle}. */
export interface OneCycleOptions extends OptionsOf<typeof parameters, 'value'> {}

/**
 * One rise to a peak and one fall far below the start ("super-convergence").
 *
 * from `value / divisor` at step 0 to `value` at `peakAt * steps` to `value / (divisor * finalDivisor)` at `steps`,
 * which is held from there on
 *
 * Peak and end fall on these steps themselves, as in Optax (which rounds the first down to a whole step). The last of `steps` updates is
 * at `steps - 1`, a step before the end. With `inclusive` the end is at `steps - 1`, the peak at `peakAt * steps - 1`, and the turn
 * of `threePhase` at `2 peakAt * steps - 2`, as in PyTorch's `OneCycleLR`. For the momentum that goes with it see {@link oneCyclePair}.
 *
 * @param value at the peak, >= 0
 * @param options see {@link OneCycleOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = oneCycle(0.1, {steps: 100});
 * rate(0); // 0.004
 * rate(30); // 0.1
 * rate(100); // 0.0000004
 *
 * Smith and Topin, Super-convergence: very fast training of neural networks using large learning rates, 2018.
 */
export function oneCycle(value: number, options: OneCycleOptions): Schedule {
  return oneCycleOf('oneCycle', value, options);
}

/** The same for another function, in whose name it refuses. */
export function oneCycleOf(owner: string, value: number, options: OneCycleOptions): Schedule {
  const settings = readOptions(owner, parameters, options, {value});
  const {steps, peakAt, divisor, finalDivisor, shape, threePhase, inclusive} = settings;
  checkNumbers(owner, {peakAt}, threePhase ? {above: 0, to: 0.5} : parameters.peakAt.range);
  const start = value / divisor;
  const end = start / finalDivisor;
  const [peakStep, lastStep] = inclusive ? [peakAt * steps - 1, steps - 1] : [peakAt * steps, steps];
  if (peakStep <= 0) {
    throw new RangeError(
      `${owner}: peakAt * steps must be > 1 with inclusive, received ${peakAt * steps}; take more steps, or a later peak`,
    );
  }
  const turns = threePhase ? [0, peakStep, 2 * peakStep, lastStep] : [0, peakStep, lastStep];
  const values = threePhase ? [start, value, start, end] : [start, value, end];
  return defineSchedule(
    'oneCycle',
    () => ({value, steps, peakAt, divisor, finalDivisor, shape, threePhase, inclusive}),
    (step) => {
      const next = turns.findIndex((turn) => step < turn);
      if (next === -1) return end;
      const fraction = (step - turns[next - 1]!) / (turns[next]! - turns[next - 1]!);
      return mix(values[next - 1]!, values[next]!, shape === 'linear' ? fraction : 1 - halfWave(fraction));
    },
  );
}

registerSchedule('oneCycle', parameters, ({value, ...options}: OptionsOf<typeof parameters>) =>
  oneCycle(value, options),
);

export const oneCycleEntry: ScheduleEntry = {
  formula: 'value / divisor -> value at peakAt * steps -> value / (divisor finalDivisor) at steps',
  parameters,
  reference: 'Smith and Topin, Super-convergence, 2018',
};
