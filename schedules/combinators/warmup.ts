import {checkNumbers, checkOptions, notNegative} from '../../lib/base/arguments.ts';
import {defineSchedule, optional, required} from '../define.ts';
import type {ScheduleEntry} from '../define.ts';
import {mix} from '../mix.ts';
import type {Hyperparameter, Schedule} from '../schedule.ts';
import {asSchedule} from './as-schedule.ts';

export interface WarmupOptions {
  /** Steps of the rise, >= 0. */
  steps: number;
  /** The value at step 0, >= 0, default 0. */
  from?: number;
}

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
 * @param options `steps` >= 0; `from` >= 0 (0), a value and not a factor
 * @throws RangeError, TypeError for arguments outside these ranges and for unknown options
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
  const inner = asSchedule(schedule, 'warmup', 'schedule');
  checkOptions('warmup', options, ['steps', 'from']);
  const {steps, from = 0} = options;
  checkNumbers('warmup', {steps, from}, notNegative);
  return defineSchedule(
    'warmup',
    () => ({schedule: inner.config, steps, from}),
    (step) => (step < steps ? mix(from, inner(0), step / steps) : inner(step - steps)),
    inner.observe &&
      ((metric, step) => {
        if (step === undefined) inner.observe?.(metric);
        else if (step > steps || steps === 0) inner.observe?.(metric, step - steps);
      }),
  );
}

export const warmupEntry: ScheduleEntry = {
  formula: 'from + (schedule(0) - from) step / steps, then schedule(step - steps)',
  parameters: {
    schedule: required('what follows the rise'),
    steps: required('steps of the rise'),
    from: optional('the value at step 0', 0),
  },
  reference: 'Goyal et al., Accurate, large minibatch SGD, 2017',
  create: ({schedule, ...options}: WarmupOptions & {schedule: unknown}, restore) => warmup(restore(schedule), options),
};
