import {scheduleCatalogue, type ScheduleConfig} from '../../schedules/index.ts';

/** Arguments that stand alone in a call, in their order; all others stand in one object behind them. */
const alone = ['value', 'schedule', 'updatesPerEpoch', 'schedules', 'boundaries', 'values'];

/** Schedules whose arguments stand elsewhere than in {@link alone}. */
const others: Readonly<Record<string, readonly string[]>> = {inverseSqrt: ['a']};

/** Whether a value is the configuration of a schedule of the catalogue. */
export const isScheduleConfig = (value: unknown): value is ScheduleConfig =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  Object.hasOwn(scheduleCatalogue, String(value.name));

function argument(value: unknown): string {
  if (isScheduleConfig(value)) return scheduleText(value);
  if (Array.isArray(value)) return `[${value.map(argument).join(', ')}]`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/**
 * A schedule as a program writes it, without what is as by default: `warmup(cosineDecay(0.1, {steps: 10}), {steps: 2})`.
 *
 * What a watching schedule has seen is no part of it.
 */
export function scheduleText({name, ...written}: ScheduleConfig): string {
  const {parameters} = scheduleCatalogue[name]!;
  const first = (others[name] ?? alone).filter((key) => Object.hasOwn(written, key));
  // The factors of a product are so many arguments.
  const given = first.flatMap((key) => {
    const value = written[key];
    return name === 'product' && Array.isArray(value) ? value.map(argument) : [argument(value)];
  });
  const options = Object.entries(written)
    .filter(([key, value]) => key !== 'state' && !first.includes(key) && value !== parameters[key]?.default)
    .map(([key, value]) => `${key}: ${argument(value)}`);
  return `${name}(${[...given, ...(options.length > 0 ? [`{${options.join(', ')}}`] : [])].join(', ')})`;
}
