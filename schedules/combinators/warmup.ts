import {notNegative} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {defineSchedule, registerSchedule, type ScheduleEntry} from '../define.ts';
import {mix} from '../mix.ts';
import type {Hyperparameter, Schedule} from '../schedule.ts';
import {scheduleOption} from './as-schedule.ts';

const parameters = {
  schedule: scheduleOption('what follows the rise'),
  steps: numberOption(notNegative, 'steps of the rise'),
  from: numberOption(notNegative, 0, 'the value at step 0, and not a factor'),
};

/** Options of {@link warmup}. */
export interface WarmupOptions extends OptionsOf<typeof parameters, 'schedule'> {}

/**
 * Rises in a straight line to where a schedule starts, then runs that schedule from its own step 0.
 *
 * `from + (schedule(0) - from) step / steps` before `steps`, `schedule(step - steps)` from there on
 *
 * The inner schedule does not count the warm-up: `warmup(cosineDecay(0.1, {steps: 900}), {steps: 100})` reaches its end at
 * step 1000. So do Keras's `CosineDecay` (`warmup_steps`, `decay_steps`) and PyTorch's `SequentialLR` count; Optax's
 * `warmup_cosine_decay_schedule(decay_steps)` counts the total, 1000 here.
 * For a schedule that runs on beneath the ramp, as in the Transformer's, take `product(linearDecay(0, {end: 1, steps}), schedule)`.
 *
 * @param schedule what follows; a number stays constant
 * @param options see {@link WarmupOptions}
 * @throws RangeError, TypeError for arguments outside their ranges and for unknown options
 * @example
 * const rate = warmup(cosineDecay(0.1, {steps: 900}), {steps: 100});
 * rate(50); // 0.05
 * rate(100); // 0.1
 * rate(550); // 0.05
 * rate(1000); // 0
 *
 * Goyal et al., Accurate, large minibatch SGD: training ImageNet in 1 hour, 2017.
 */
export function warmup(schedule: Hyperparameter, options: WarmupOptions): Schedule {
  const {schedule: inner, steps, from} = readOptions('warmup', parameters, options, {schedule});
  const {observe} = inner;
  return defineSchedule(
    'warmup',
    () => ({schedule: inner.config, steps, from}),
    (step) => (step < steps ? mix(from, inner(0), step / steps) : inner(step - steps)),
    observe &&
      ((metric, step) => {
        if (step === undefined) observe(metric);
        else if (step > steps || steps === 0) observe(metric, step - steps);
      }),
  );
}

registerSchedule('warmup', parameters, ({schedule, ...options}: OptionsOf<typeof parameters>, restore) =>
  warmup(restore(schedule), options),
);

export const warmupEntry: ScheduleEntry = {
  formula: 'from + (schedule(0) - from) step / steps, then schedule(step - steps)',
  parameters,
  reference: 'Goyal et al., Accurate, large minibatch SGD, 2017',
};
