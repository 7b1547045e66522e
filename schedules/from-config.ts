import {didYouMean, mustBe, show} from '../lib/base/arguments.ts';
import {registeredSchedules} from './define.ts';
import type {Hyperparameter, Schedule, ScheduleConfig} from './schedule.ts';

/** Thrown for the configuration of a schedule that there is not, or that has not been imported. */
export class UnknownScheduleError extends RangeError {
  override readonly name = 'UnknownScheduleError';

  constructor(name: string, known: readonly string[]) {
    const hint = didYouMean(name, known) || `; the schedules are ${known.join(', ') || 'none yet'}`;
    super(
      `scheduleFromConfig: unknown schedule ${show(name)}${hint}: a schedule is known once it has been imported from ` +
        "'tfjs-optim/schedules', in a bundle once it is used",
    );
  }
}

/** A child in a config: a number, or the config of a schedule. */
function restore(child: unknown): Hyperparameter {
  return typeof child === 'number' ? child : scheduleFromConfig(child as ScheduleConfig);
}

/**
 * Makes a schedule again from its configuration, also from JSON; watching schedules continue where they were.
 *
 * `scheduleFromConfig(schedule.config)(step) = schedule(step)`
 *
 * @param config the name of the schedule and its arguments by name, as in `scheduleCatalogue`; what has a default may be
 *   left out, and a number may stand for a schedule inside another
 * @throws TypeError when it is no config, or for an unknown argument; UnknownScheduleError, a RangeError, for a schedule that has not
 *   been imported; and whatever the schedule throws
 * @example
 * const rate = scheduleFromConfig({name: 'cosineDecay', value: 0.1, steps: 100});
 * rate(50); // 0.05
 */
export function scheduleFromConfig(config: ScheduleConfig): Schedule {
  const candidate: unknown = config;
  if (typeof candidate !== 'object' || candidate === null || typeof config.name !== 'string') {
    throw new TypeError(
      mustBe('scheduleFromConfig', 'config', "an object such as {name: 'constant', value: 0.1}", candidate),
    );
  }
  const {name, ...given} = config;
  const create = registeredSchedules.get(name);
  if (create === undefined) throw new UnknownScheduleError(name, [...registeredSchedules.keys()]);
  return create(given, restore);
}
