import {checkNumbers, checkOptions, notNegative} from '../lib/base/arguments.ts';
import type {OptionDescription, OptionTable} from '../lib/base/options.ts';
import type {Hyperparameter, Schedule} from './schedule.ts';

/** One argument of a schedule, as plain data. */
export type ScheduleParameter = OptionDescription;

/** What there is to know about a schedule: its formula, its arguments by their name in `config`, and where it comes from. */
export interface ScheduleDescription {
  readonly formula: string;
  readonly parameters: Readonly<Record<string, ScheduleParameter>>;
  readonly reference: string;
}

/** A schedule for the catalogue: its texts, and the table of its arguments. */
export interface ScheduleEntry {
  readonly formula: string;
  readonly parameters: OptionTable;
  readonly reference: string;
}

/** Makes a schedule from the arguments in its `config`; `restore` makes one within it. */
type Create<Given> = (given: Given, restore: (child: unknown) => Hyperparameter) => Schedule;

const registered = new Map<string, Create<object>>();

/**
 * Says how `scheduleFromConfig` makes a schedule; each does so where it is imported, so that a page holds those that it uses.
 *
 * @param name in its `config`
 * @param create names the type of its own arguments; the factory that it calls checks them
 */
export function registerSchedule(name: string, parameters: OptionTable, create: Create<never>): void {
  registered.set(name, (given, restore) => {
    checkOptions(name, given, Object.keys(parameters));
    return create(given as never, restore);
  });
}

/** What makes the schedules that have been imported again, by name; it refuses arguments that they do not know. */
export const registeredSchedules: ReadonlyMap<string, Create<object>> = registered;

/**
 * Makes a schedule of its parts.
 *
 * The step is checked before `valueAt` sees it, and a value that is not finite is refused after, so that a rate which
 * overflows stops where it arises and not in the weights.
 *
 * @param parameters the arguments for `config`, as fresh plain JSON at every call
 */
export function defineSchedule(
  name: string,
  parameters: () => Record<string, unknown>,
  valueAt: (step: number) => number,
  observe?: (metric: number, step?: number) => void,
): Schedule {
  const schedule = (step: number): number => {
    checkNumbers(name, {step}, notNegative);
    const value = valueAt(step);
    if (!Number.isFinite(value)) {
      throw new RangeError(`${name}: the value at step ${step} is ${value}, received ${JSON.stringify(parameters())}`);
    }
    return value;
  };
  Object.defineProperty(schedule, 'name', {value: name});
  Object.defineProperty(schedule, 'config', {enumerable: true, get: () => ({name, ...parameters()})});
  if (observe !== undefined) Object.defineProperty(schedule, 'observe', {enumerable: true, value: observe});
  return schedule as Schedule;
}
