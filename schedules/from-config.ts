import {checkOptions, didYouMean, show} from '../lib/base/arguments.ts';
import {scheduleEntries} from './catalogue.ts';
import type {Hyperparameter, Schedule, ScheduleConfig} from './schedule.ts';

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
 * @throws TypeError when it is no config, RangeError for an unknown name or argument, and whatever the schedule throws
 * @example
 * const rate = scheduleFromConfig({name: 'cosineDecay', value: 0.1, steps: 100});
 * rate(50); // 0.05
 */
export function scheduleFromConfig(config: ScheduleConfig): Schedule {
  const candidate: unknown = config;
  if (typeof candidate !== 'object' || candidate === null || typeof config.name !== 'string') {
    throw new TypeError(
      `scheduleFromConfig: config must be an object such as {name: 'constant', value: 0.1}, received ${show(candidate)}`,
    );
  }
  const {name, ...given} = config;
  const known = Object.keys(scheduleEntries);
  if (!known.includes(name)) {
    const hint = didYouMean(name, known) || `; the schedules are ${known.join(', ')}`;
    throw new RangeError(`scheduleFromConfig: unknown schedule ${show(name)}${hint}`);
  }
  const entry = scheduleEntries[name]!;
  checkOptions(name, given, Object.keys(entry.parameters));
  return entry.create(given as never, restore);
}
