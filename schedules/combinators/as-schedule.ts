import {checkLists, show} from '../../lib/base/arguments.ts';
import {option} from '../../lib/base/options.ts';
import {constant} from '../decays/constant.ts';
import type {Hyperparameter, Schedule} from '../schedule.ts';

/** What made a schedule: a function with `config` on it. */
export function isSchedule(candidate: unknown): candidate is Schedule {
  return typeof candidate === 'function' && 'config' in candidate;
}

/**
 * A schedule as it is, and a number as the constant schedule of that number.
 *
 * @param hyperparameter a schedule, or a number >= 0
 * @param owner the first word of a message
 * @param name of the argument, for a message
 * @throws TypeError for anything else, RangeError for a number that is negative or not finite
 * @example
 * asSchedule(0.1)(7); // 0.1
 */
export function asSchedule(hyperparameter: Hyperparameter, owner = 'asSchedule', name = 'hyperparameter'): Schedule {
  if (isSchedule(hyperparameter)) return hyperparameter;
  if (typeof hyperparameter === 'number') return constant(hyperparameter);
  throw new TypeError(
    `${owner}: ${name} must be a number or a schedule such as cosineDecay(0.1, {steps: 100}), received ${show(hyperparameter)}`,
  );
}

/** The argument of a combinator that is a schedule, or a number. */
export const scheduleOption = <const Words extends string>(description: Words) =>
  option((owner, name, received: Hyperparameter) => asSchedule(received, owner, name), description);

/** The argument of a combinator that is a list of schedules or numbers, at least one. */
export const schedulesOption = <const Words extends string>(description: Words) =>
  option((owner, name, received: readonly Hyperparameter[]) => {
    checkLists(owner, {[name]: received}, 1);
    return received.map((child, index) => asSchedule(child, owner, `${name}[${index}]`));
  }, description);
