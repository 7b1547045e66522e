import type {Hyperparameter} from '../../schedules/schedule.ts';
import {decayRange, withLearningRate} from './options.ts';
import type {ChoiceOption, FlagOption, HyperparameterOption, NumberOption, OptionTable} from './options.ts';
import type {UpdateRule} from './update-rule.ts';

/** The options that every rule has beside its own. */
export interface CommonOptions {
  /** Decoupled weight decay, >= 0, default 0: takes `learningRate weightDecay value` off at every update, but not off biases and normalisation parameters. */
  weightDecay?: HyperparameterOption;
}

/** The options of a class: those of its factory, and the learning rate. */
export type WithLearningRate<Options> = Options & {
  /** >= 0; a number, a schedule, or the configuration of a schedule. */
  learningRate: HyperparameterOption;
};

export const learningRateOption: NumberOption = {kind: 'number', range: {from: 0}, description: 'the step size'};

export const weightDecayOption: NumberOption = {
  kind: 'number',
  range: {from: 0},
  default: 0,
  description: 'decoupled weight decay, times the learning rate; not for biases and normalisation parameters',
};

/** A decay rate in [0, 1) with its default. */
export function decayOption<Default extends number>(
  value: Default,
  description: string,
): NumberOption & {default: Default} {
  return {kind: 'number', range: decayRange, default: value, description};
}

/** A number >= 0 with its default. */
export function notNegativeOption(value: number, description: string): NumberOption {
  return {kind: 'number', range: {from: 0}, default: value, description};
}

/** True or false, with its default. */
export function flagOption(value: boolean, description: string): FlagOption {
  return {kind: 'flag', default: value, description};
}

/** One of a few words, the first of which is the default. */
export function choiceOption(choices: readonly [string, ...string[]], description: string): ChoiceOption {
  return {kind: 'choice', default: choices[0], choices, description};
}

export const epsilonOption: NumberOption = notNegativeOption(1e-7, 'keeps the divisor from 0');

export const epsilonInsideOption: FlagOption = flagOption(false, 'sqrt(v + epsilon) in place of sqrt(v) + epsilon');

/** What the list of optimizers says of a rule, and how to make one. */
export interface RuleDescription {
  /** A new optimizer; what the class refuses, it refuses here. */
  readonly create: (learningRate: Hyperparameter, options?: object) => UpdateRule;
  readonly formula: string;
  /** The options beside the learning rate. */
  readonly options: Readonly<
    Record<string, {default: number | boolean | string; description: string; choices?: string[]}>
  >;
  readonly reference: string;
}

/** Makes the description of a rule of its class, its table and its texts. */
export function describeRule(
  Rule: (new (options: never) => UpdateRule) & {readonly className: string},
  table: OptionTable,
  texts: {formula: string; reference: string},
): RuleDescription {
  const beside = Object.entries(table).filter(([name]) => name !== 'learningRate');
  return {
    create: (learningRate, options = {}) =>
      new Rule(withLearningRate(Rule.className.replace(/^Optim/, ''), learningRate, options) as never),
    ...texts,
    options: Object.fromEntries(
      beside.map(([name, option]) => {
        const {description} = option;
        const choices = option.kind === 'choice' ? {choices: [...option.choices]} : {};
        return [name, {default: option.default!, description, ...choices}];
      }),
    ),
  };
}
