import type * as tf from '@tensorflow/tfjs';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
import type {OptionTable} from './rule-options.ts';
import type {DecayPredicate} from './weight-decay.ts';

/** What a rule is made of, as far as it is looked at here. */
export interface RuleClass {
  readonly name: string;
  readonly prototype: object;
  readonly className?: unknown;
}

/** What an optimizer keeps for a variable. */
interface State {
  readonly variable: tf.Variable;
  readonly slots: Readonly<Record<string, tf.Variable>>;
}

/** The options of a rule, as far as they are told. */
export interface ToldSettings {
  readonly table: OptionTable;
  get(name: string): unknown;
  valueAt(name: string, step: number): number;
}

/** What there is to tell of an optimizer. */
export interface Told {
  readonly owner: string;
  readonly iterations: number;
  /** Those variables that it keeps something for, with what it keeps. */
  readonly states: readonly State[];
  /** What it keeps once for all of them. */
  readonly shared: readonly {readonly tensor: tf.Tensor}[];
}

export interface ToldRule extends Told {
  readonly settings: ToldSettings;
  readonly isDecayed: DecayPredicate;
  /** The part of the rule that updates a variable; null where it has only one. */
  readonly routeOf: (variable: tf.Variable) => string | null;
}

/** What helps while one writes, and what a page need not carry: checks of rules of one's own, and rules in words. */
export interface Development {
  /** Refuses a class without a name of its own. */
  checkClassName(rule: RuleClass): void;
  /** Refuses what is no table of options. */
  checkTable(owner: string, table: OptionTable): void;
  /** Refuses what an equation may not return. */
  checkOutput(
    owner: string,
    input: Pick<UpdateInput<string, never>, 'value' | 'slots'>,
    output: UpdateOutput<string>,
  ): void;
  /** Runs what a rule computes of an update, which has to be a function of its input. */
  updating<Result>(rule: object, compute: () => Result): Result;
  /** Refuses what `updating` would make a constant of a compiled update: `the learning rate`, or a number by its name. */
  checkRead(rule: tf.Optimizer, what: string, name?: string): void;
  /** The rest of a sentence on variables that there are not. */
  moreOnVariables(updated: readonly {readonly name: string}[]): string;
  /** A rule in words. */
  describe(told: ToldRule): string;
}

let provided: Development | null = null;

/** Says what helps; `optimizers/development` does where it is loaded. */
export function provideDevelopment(development: Development): void {
  provided = development;
}

/** What helps, where it is loaded. */
export const development = (): Development | null => provided;
