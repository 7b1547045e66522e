import {notNegative} from '../../lib/base/arguments.ts';
import {describeOptions, flagOption, type OptionDescription, type OptionsOf} from '../../lib/base/options.ts';
import type {Hyperparameter} from '../../schedules/schedule.ts';
import {type OptionTable, ruleNumber, withLearningRate} from './rule-options.ts';
import type {UpdateRule} from './update-rule.ts';

/** The range of decay rates: an average over 1 / (1 - value) updates, 0 for none. */
const decayRange = {from: 0, below: 1} as const;

/** A decay rate in [0, 1) with its default. */
export const decayOption = <const Default extends number, const Words extends string>(
  fallback: Default,
  description: Words,
) => ruleNumber(decayRange, fallback, description);

export const learningRateOption = ruleNumber(notNegative, 'the step size');

export const weightDecayOption = ruleNumber(
  notNegative,
  0,
  'decoupled weight decay, times the learning rate; not for biases and normalisation parameters',
);

export const epsilonOption = ruleNumber(notNegative, 1e-7, 'keeps the divisor from 0');

export const epsilonInsideOption = flagOption(false, 'sqrt(v + epsilon) in place of sqrt(v) + epsilon');

/** The options of a rule: its own between those that every rule has. */
export const ruleOptions = <const Own extends OptionTable>(own: Own) => ({
  learningRate: learningRateOption,
  ...own,
  weightDecay: weightDecayOption,
});

/** The options that every rule has beside its own. */
export interface CommonOptions extends OptionsOf<{weightDecay: typeof weightDecayOption}> {}

/** The options of a class: those of its factory, and the learning rate. */
export type WithLearningRate<Options> = Options & OptionsOf<{learningRate: typeof learningRateOption}>;

/** What the list of optimizers says of a rule, and how to make one. */
export interface RuleDescription {
  /** A new optimizer; what the class refuses, it refuses here. */
  readonly create: (learningRate: Hyperparameter, options?: object) => UpdateRule;
  readonly formula: string;
  /** The options beside the learning rate. */
  readonly options: Readonly<Record<string, OptionDescription & {readonly default: number | boolean | string}>>;
  readonly reference: string;
}

/** Makes the description of a rule of its class, its table and its texts. */
export function describeRule(
  Rule: (new (options: never) => UpdateRule) & {readonly className: string},
  table: OptionTable,
  texts: {formula: string; reference: string},
): RuleDescription {
  const {learningRate: _, ...beside} = table;
  return {
    create: (learningRate, options = {}) =>
      new Rule(withLearningRate(Rule.className.replace(/^Optim/, ''), learningRate, options) as never),
    ...texts,
    options: describeOptions(beside) as RuleDescription['options'],
  };
}
