import * as tf from '@tensorflow/tfjs';
import {checkLists, checkOptions, show} from '../../lib/base/arguments.ts';
import {option, type OptionsOf} from '../../lib/base/options.ts';
import {type Declaration, releasingTape} from '../../lib/update/index.ts';
import {type ChosenVariables, chosenVariables, type VariablePredicate} from '../base/chosen-variables.ts';
import type {VariableGradient} from '../base/gradients.ts';
import {asOptimizer, configOf, type InnerOptimizer} from './inner-optimizer.ts';
import {handOn, looksAhead, ownerOf, readWrapperOptions, Wrapper} from './wrapper.ts';

/** Variables, and the optimizer that updates them. */
export interface PartitionGroup {
  /** A pattern of names or its text `/kernel/`, a list of names, or a function of name and variable. */
  readonly match: ChosenVariables;
  readonly optimizer: InnerOptimizer;
}

interface Group {
  readonly match: ChosenVariables;
  readonly isMeant: VariablePredicate;
  readonly optimizer: tf.Optimizer;
}

function readGroups(owner: string, name: string, given: readonly PartitionGroup[]): readonly Group[] {
  checkLists(owner, {[name]: given}, 1);
  return given.map((group, i) => {
    const place = `${name}[${i}]`;
    checkOptions(`${owner}: ${place}`, group, ['match', 'optimizer']);
    const isMeant = chosenVariables(group.match);
    if (isMeant === null) {
      throw new TypeError(
        `${owner}: ${place}.match must be a pattern such as /kernel/, a list of names or a function of name and variable, ` +
          `received ${show(group.match)}`,
      );
    }
    return {match: group.match, isMeant, optimizer: asOptimizer(owner, `${place}.optimizer`, group.optimizer)};
  });
}

/** The text of a pattern of the same names; without underscores, which loading a model would take away. */
function textOf(owner: string, match: ChosenVariables): string {
  if (typeof match === 'function') {
    throw new TypeError(
      `${owner}: match is a function, which a configuration cannot hold; pass a pattern or a list of names`,
    );
  }
  const isPattern = typeof match === 'string' || match instanceof RegExp;
  const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  const text = isPattern ? String(match) : `/^(?:${match.map(escaped).join('|')})$/`;
  return text.replaceAll('_', String.raw`\x5f`);
}

const table = {
  groups: option(readGroups, 'variables and their optimizers, of which the first one counts that matches'),
  rest: option(asOptimizer, 'the optimizer of all other variables'),
};

/** Options of {@link Partitioned}. */
export interface PartitionedOptions extends OptionsOf<typeof table> {}

/**
 * Hands each gradient to one of several optimizers, by the variable.
 *
 * `w <- the update of the first optimizer whose match holds for w`, or of that of the rest
 *
 * Each optimizer counts every update, also those in which none of its variables has a part. The names under which variables are
 * known must not change. One of the optimizers may look ahead, such as `nesterov`; `sam` goes around `partitioned`.
 *
 * Reference: `multi_transform` and `partition` of Optax, parameter groups of PyTorch.
 */
export class Partitioned extends Wrapper {
  readonly #groups: readonly Group[];
  readonly #rest: tf.Optimizer;
  readonly #ahead: tf.Optimizer | undefined;

  static get className(): string {
    return 'OptimPartitioned';
  }

  /**
   * @param options `groups`, a list of {match, optimizer}, and `rest`
   * @throws TypeError for a wrong type, RangeError for no groups, for an optimizer that is there twice, and where more than one
   *   looks ahead
   */
  constructor(options: PartitionedOptions) {
    const owner = ownerOf(Partitioned);
    const {groups, rest} = readWrapperOptions(owner, table, options);
    const all = [...groups.map(({optimizer}) => optimizer), rest];
    if (new Set(all).size < all.length) {
      throw new RangeError(
        `${owner}: each of groups and rest needs an optimizer of its own; make two of the same kind`,
      );
    }
    const ahead = all.filter(looksAhead);
    if (ahead.length > 1) {
      throw new RangeError(
        `${owner}: one optimizer at most may take gradients elsewhere than at the variables, received ` +
          `${ahead.map((each) => each.getClassName()).join(', ')}; take other rules for all but one`,
      );
    }
    super(Object.fromEntries([...groups.map(({optimizer}, i) => [String(i), optimizer] as const), ['rest', rest]]), {});
    this.#groups = groups;
    this.#rest = rest;
    [this.#ahead] = ahead;
  }

  /** What is done ahead of an update the optimizers within declare. */
  override get declaration(): Declaration | null {
    return super.declaration;
  }

  override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]): {value: tf.Scalar; grads: tf.NamedTensorMap} {
    return releasingTape(() => (this.#ahead ?? this.#rest).computeGradients(f, varList));
  }

  protected override hand(list: readonly VariableGradient[]): void {
    const lists = new Map(this.parts.map((part) => [part, [] as VariableGradient[]]));
    for (const each of list) {
      const {variable} = each;
      const group = this.#groups.find(({isMeant}) => isMeant(variable.name, variable));
      lists.get(group?.optimizer ?? this.#rest)!.push(each);
    }
    for (const [part, own] of lists) handOn(part, own);
  }

  /** Patterns and optimizers, as plain JSON. */
  override getConfig(): tf.serialization.ConfigDict {
    const groups = this.#groups.map(({match, optimizer}) => ({
      match: textOf(this.owner, match),
      optimizer: configOf(optimizer),
    }));
    return {groups, rest: configOf(this.#rest)};
  }
}

tf.serialization.registerClass(Partitioned);

/**
 * Hands each gradient to one of several optimizers, by the variable.
 *
 * @param groups a list of {match, optimizer}: match is a pattern of names, a list of names, or a function of name and variable; the
 *   first one counts
 * @param rest the optimizer of all other variables; all are disposed of with the wrapper
 * @throws TypeError for a wrong type, RangeError for no groups, for an optimizer that is there twice, and where more than one looks
 *   ahead
 * @example
 * partitioned([{match: /bias/, optimizer: tf.train.sgd(0.01)}], adam(0.001));
 */
export function partitioned(groups: readonly PartitionGroup[], rest: tf.Optimizer): Partitioned {
  return new Partitioned({groups, rest});
}
