import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import {
  choiceOption,
  describeOptions,
  flagOption,
  type OptionDescription,
  type OptionsOf,
} from '../../lib/base/options.ts';
import type {Hyperparameter} from '../../schedules/schedule.ts';
import {type OptionTable, ruleNumber, withLearningRate} from './rule-options.ts';
import type {UpdateRule} from './update-rule.ts';
import {knowEquation} from './known-equations.ts';
import {weightDecayOnOption} from './weight-decay.ts';

/** The range of decay rates: an average over 1 / (1 - value) updates, 0 for none. */
const decayRange = {from: 0, below: 1} as const;

/** A decay rate in [0, 1) with its default. */
export const decayOption = <const Default extends number | undefined, const Words extends string>(
  fallback: Default,
  description: Words,
) => ruleNumber(decayRange, fallback, description);

export const learningRateOption = ruleNumber(notNegative, 'the step size');

/** The share that weight decay takes, with its default. */
export const weightDecayOption = <const Default extends number>(fallback: Default) =>
  ruleNumber(notNegative, fallback, 'share of weight decay; see weightDecayForm');

/** The options that every rule has beside the learning rate and its own. */
const common = {
  weightDecayForm: choiceOption(
    ['decoupled', 'corrected', 'l2'],
    'off the value, times the learning rate; times its square over its greatest value so far; or into the gradient',
  ),
  weightDecayOn: weightDecayOnOption,
  cautious: flagOption(false, 'take out of a step what the gradient of the moment speaks against'),
  maximize: flagOption(false, 'ascend in place of descend'),
};

export const epsilonOption = ruleNumber(notNegative, 1e-7, 'keeps the divisor from 0');

export const epsilonInsideOption = flagOption(false, 'sqrt(v + epsilon) in place of sqrt(v) + epsilon');

/**
 * The options of a rule: its own between those that every rule has.
 *
 * @param weightDecay its default
 */
export const ruleOptions = <const Own extends OptionTable, const Decay extends number = 0>(
  own: Own,
  weightDecay: Decay = 0 as Decay,
) => ({
  learningRate: learningRateOption,
  ...own,
  weightDecay: weightDecayOption(weightDecay),
  ...common,
});

/** The options that every rule has beside its own. */
export interface CommonOptions extends OptionsOf<
  {weightDecay: ReturnType<typeof weightDecayOption<0>>} & typeof common
> {}

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

/** The class of a rule of this package. */
type RuleClass = (new (options: never) => UpdateRule) & {readonly className: string};

/** Makes a class known to TensorFlow.js, which loads saved models with it, and its equation as one that is a function of its input. */
export function registerRule(Rule: RuleClass): void {
  tf.serialization.registerClass(Rule as tf.serialization.SerializableConstructor<UpdateRule>);
  knowEquation(Rule.prototype.update);
}

/** Makes the description of a rule of its class, its table and its texts. */
export function describeRule(
  Rule: RuleClass,
  table: OptionTable,
  texts: {formula: string; reference: string},
): RuleDescription {
  const {learningRate: _, ...beside} = table;
  // Of a rule of one's own this is the way to say so.
  knowEquation(Rule.prototype.update);
  return {
    create: (learningRate, options = {}) =>
      new Rule(withLearningRate(Rule.className.replace(/^Optim/, ''), learningRate, options) as never),
    ...texts,
    options: describeOptions(beside) as RuleDescription['options'],
  };
}
