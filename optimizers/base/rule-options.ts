import {checkName, checkNumbers, mustBe, type NumberRange, show} from '../../lib/base/arguments.ts';
import {
  type HasDefault,
  type IsNeeded,
  type NumberOption,
  numberOption,
  type OptionTable,
  readValues,
} from '../../lib/base/options.ts';
import {isSchedule} from '../../schedules/combinators/as-schedule.ts';
import {scheduleFromConfig} from '../../schedules/from-config.ts';
import type {Hyperparameter, ScheduleConfig} from '../../schedules/schedule.ts';

/** What a numeric option accepts: a number, a schedule, or the configuration of a schedule. */
export type HyperparameterOption = Hyperparameter | ScheduleConfig;

/** A number of a rule, which a schedule may drive; the range holds at every step. */
export type RuleNumber<Range extends NumberRange = NumberRange> = NumberOption<
  Range,
  HyperparameterOption,
  Hyperparameter
>;

/** The options of a rule by name, in the order in which `getConfig` lists them. */
export type {OptionTable};

/** The names of the options of one kind. */
export type OptionNames<Table extends OptionTable, Kind> = {
  [Name in keyof Table]: Table[Name] extends {kind: Kind} ? Name : never;
}[keyof Table] &
  string;

/** Option values after checking: every option is there. */
export type Settings = Record<string, Hyperparameter | boolean | string>;

/** A number of a rule: range and words, and between them the default where there is one. */
export function ruleNumber<const Range extends NumberRange, const Words extends string>(
  range: Range,
  description: Words,
): RuleNumber<Range> & IsNeeded<Words>;
export function ruleNumber<
  const Range extends NumberRange,
  const Default extends number | undefined,
  const Words extends string,
>(range: Range, fallback: Default, description: Words): RuleNumber<Range> & HasDefault<Default, Words>;
export function ruleNumber(range: NumberRange, ...rest: [string]): RuleNumber {
  return {...numberOption(range, ...rest), read: readHyperparameter(range)};
}

/**
 * Checks a number of a rule, also as tensors hold it.
 *
 * @throws TypeError for what is no number, RangeError for one outside the range, and for one that is outside in float32
 */
export function checkRuleNumber(owner: string, name: string, received: unknown, range: NumberRange): void {
  checkNumbers(owner, {[name]: received}, range);
  try {
    checkNumbers(owner, {[name]: Math.fround(received as number)}, range);
  } catch {
    throw new RangeError(
      `${owner}: ${name} leaves its range in float32, where ${show(received)} is ${Math.fround(received as number)}`,
    );
  }
}

/** Checks a number and leaves a schedule as it is; the configuration of a schedule becomes the schedule. */
function readHyperparameter(range: NumberRange): RuleNumber['read'] {
  return (owner, name, received) => {
    if (isSchedule(received)) return received;
    if (typeof received === 'object' && received !== null && 'name' in received) return scheduleFromConfig(received);
    if (received === undefined) {
      throw new TypeError(
        `${owner}: ${name} is required, received undefined; pass a number such as 0.01, or a schedule`,
      );
    }
    checkRuleNumber(owner, name, received, range);
    return received;
  };
}

/** Refuses options that are no object. */
function checkObject(owner: string, options: unknown, example: string): asserts options is object {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw new TypeError(mustBe(owner, 'options', example, options));
}

/**
 * Checks the options of a rule against its table and fills in the defaults.
 *
 * @param owner the class, the first word of a message
 * @param table the options that the rule has
 * @param given what the constructor received: exactly what `getConfig` returns, or less
 * @throws TypeError for an unknown option or a value of the wrong type, RangeError for a value outside its range
 * @example
 * readRuleOptions('Sgd', {learningRate: ruleNumber({from: 0}, 'the step size')}, {learningRate: 0.1});
 */
export function readRuleOptions(owner: string, table: OptionTable, given: unknown): Settings {
  const known = Object.keys(table);
  checkObject(owner, given, 'one object such as {learningRate: 0.01}');
  for (const [name, value] of Object.entries(given)) {
    // tf.loadLayersModel adds an empty `customObjects` to the configuration that it hands to fromConfig.
    if (name !== 'customObjects' || typeof value !== 'object') checkName(owner, name, known);
  }
  return readValues(owner, table, given) as Settings;
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
  checkObject(owner, options, 'an object such as {weightDecay: 0.01}, after the learning rate');
  const {learningRate: second} = options as {learningRate?: unknown};
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
