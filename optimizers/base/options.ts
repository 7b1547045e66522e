import {checkChoices, checkFlags, checkNumbers, didYouMean, show} from '../../lib/base/arguments.ts';
import type {NumberRange} from '../../lib/base/arguments.ts';
import {isSchedule} from '../../schedules/combinators/as-schedule.ts';
import {scheduleFromConfig} from '../../schedules/from-config.ts';
import type {Hyperparameter, ScheduleConfig} from '../../schedules/schedule.ts';

/** What a numeric option accepts: a number, a schedule, or the configuration of a schedule. */
export type HyperparameterOption = Hyperparameter | ScheduleConfig;

/** A numeric option; without a default it must be given. */
export interface NumberOption {
  readonly kind: 'number';
  readonly range: NumberRange;
  readonly description: string;
  readonly default?: number;
}

/** An option that is true or false. */
export interface FlagOption {
  readonly kind: 'flag';
  readonly description: string;
  readonly default: boolean;
}

/** An option that is one of a few words; words hold no underscore, because loading a model would take it away. */
export interface ChoiceOption {
  readonly kind: 'choice';
  readonly description: string;
  readonly choices: readonly string[];
  readonly default: string;
}

/** The options of a rule by name, in the order in which `getConfig` lists them. */
export type OptionTable = Readonly<Record<string, NumberOption | FlagOption | ChoiceOption>>;

/** The names of the options of one kind. */
export type OptionNames<Table extends OptionTable, Kind> = {
  [Name in keyof Table]: Table[Name] extends {kind: Kind} ? Name : never;
}[keyof Table] &
  string;

/** Option values after checking: every option is there. */
export type Settings = Record<string, Hyperparameter | boolean | string>;

/** The range of decay rates: an average over 1 / (1 - value) updates, 0 for none. */
export const decayRange: NumberRange = {from: 0, below: 1};

/** Checks one numeric option and turns the configuration of a schedule into the schedule. */
export function readHyperparameter(
  owner: string,
  name: string,
  option: NumberOption,
  received: unknown,
): Hyperparameter {
  if (isSchedule(received)) return received;
  if (typeof received === 'object' && received !== null && 'name' in received) {
    return scheduleFromConfig(received as ScheduleConfig);
  }
  if (received === undefined && option.default === undefined) {
    throw new TypeError(`${owner}: ${name} is required, received undefined; pass a number such as 0.01, or a schedule`);
  }
  checkNumbers(owner, {[name]: received}, option.range);
  return received as number;
}

function readOption(owner: string, name: string, option: OptionTable[string], received: unknown): Settings[string] {
  if (received === undefined && option.default !== undefined) return option.default;
  if (option.kind === 'number') return readHyperparameter(owner, name, option, received);
  if (option.kind === 'flag') checkFlags(owner, {[name]: received});
  else checkChoices(owner, {[name]: received}, option.choices);
  return received as boolean | string;
}

/**
 * Checks the options of a rule against its table and fills in the defaults.
 *
 * @param owner the class, the first word of a message
 * @param table the options that the rule has
 * @param given what the constructor received: exactly what `getConfig` returns, or less
 * @throws TypeError for an unknown option or a value of the wrong type, RangeError for a value outside its range
 * @example
 * readOptions('Sgd', {learningRate: {kind: 'number', range: {from: 0}, description: ''}}, {learningRate: 0.1});
 */
export function readOptions(owner: string, table: OptionTable, given: unknown): Settings {
  const known = Object.keys(table);
  if (typeof given !== 'object' || given === null || Array.isArray(given) || isSchedule(given)) {
    throw new TypeError(`${owner}: options must be one object such as {learningRate: 0.01}, received ${show(given)}`);
  }
  for (const [name, value] of Object.entries(given)) {
    // tf.loadLayersModel adds an empty `customObjects` to the configuration that it hands to fromConfig.
    if (name === 'customObjects' && typeof value === 'object') continue;
    if (known.includes(name)) continue;
    const hint = didYouMean(name, known) || `; the options are ${known.join(', ')}`;
    throw new TypeError(`${owner}: unknown option "${name}"${hint}`);
  }
  const received = given as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(table).map(([name, option]) => [name, readOption(owner, name, option, received[name])]),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  const [first, second] = [one, other].map((rate) => JSON.stringify(isSchedule(rate) ? rate.config : rate));
  return first === second;
}

/**
 * Puts the learning rate of a factory to its other options, for the class.
 *
 * @param owner the class, the first word of a message
 * @throws TypeError for options that are no object, or hold another learning rate
 * @example
 * withLearningRate('Adam', 0.001, {beta1: 0.8}); // {beta1: 0.8, learningRate: 0.001}
 */
export function withLearningRate<Options extends object>(
  owner: string,
  learningRate: HyperparameterOption,
  options: Options,
): Options & {learningRate: HyperparameterOption} {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(
      `${owner}: options must be an object such as {weightDecay: 0.01}, after the learning rate, received ${show(options)}`,
    );
  }
  const second = 'learningRate' in options ? options.learningRate : undefined;
  // The same rate twice is no mistake: these may be the options of getConfig.
  if (second !== undefined && !isSame(second, learningRate)) {
    throw new TypeError(
      `${owner}: the learning rate is the first argument, received ${show(learningRate)} there and ` +
        `${show(second)} in options; leave out options.learningRate`,
    );
  }
  return {...options, learningRate};
}

/** The settings as plain JSON: numbers stay numbers, schedules become their configuration. */
export function plainOptions(settings: Settings): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, typeof value === 'function' ? value.config : value]),
  );
}
