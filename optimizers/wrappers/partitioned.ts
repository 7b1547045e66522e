import * as tf from '@tensorflow/tfjs';
import {checkLists, checkOptions, show} from '../../lib/base/arguments.ts';
import {option, type OptionsOf} from '../../lib/base/options.ts';
import {isLayerLike} from '../../lib/base/other-copy.ts';
import {type Declaration, releasingTape} from '../../lib/update/index.ts';
import {checkChosen} from '../base/check-chosen.ts';
import {
  type ChosenVariables,
  chosenVariables,
  chosenWords,
  plainVariables,
  type VariablePredicate,
} from '../base/chosen-variables.ts';
import type {VariableGradient} from '../base/gradients.ts';
import {readClassOptions} from '../base/class-options.ts';
import {inWords, namesOf} from '../base/in-words.ts';
import {asOptimizer, configOf, type InnerOptimizer} from './inner-optimizer.ts';
import {handOn, looksAhead, ownerOf, Wrapper} from './wrapper.ts';

/** Variables, and the optimizer that updates them. */
export interface PartitionGroup {
  /** A pattern of names or its text `/kernel/`, a list of names, a layer, or a function of name and variable. */
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
      throw new TypeError(`${owner}: ${place}.match must be ${chosenWords}, received ${show(group.match)}`);
    }
    if (isLayerLike(group.match) && group.match.built && group.match.weights.length === 0) {
      throw new RangeError(
        `${owner}: ${place}.match is the layer "${group.match.name}", which has no weights; name another one`,
      );
    }
    return {match: group.match, isMeant, optimizer: asOptimizer(owner, `${place}.optimizer`, group.optimizer)};
  });
}

export const partitionedTable = {
  groups: option(readGroups, 'variables and their optimizers, of which the first one counts that matches'),
  rest: option(asOptimizer, 'the optimizer of all other variables'),
};

/** Options of {@link Partitioned}. */
export interface PartitionedOptions extends OptionsOf<typeof partitionedTable> {}

/**
 * Hands each gradient to one of several optimizers, by the variable.
 *
 * `w <- the update of the first optimizer whose match holds for w`, or of that of the rest
 *
 * A group has a learning rate and a weight decay of its own by an optimizer of its own. A layer stands for its weights as they are, also
 * those of layers within it; what it is called does not count. Patterns and names of variables that are nowhere are refused at the
 * first update; an empty list means none.
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
  /** The optimizer of each variable that has been updated, by its name. */
  readonly #routes = new Map<string, tf.Optimizer>();

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
    const {groups, rest} = readClassOptions(owner, partitionedTable, options);
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
    if (this.#routes.size === 0) this.#checkNames(list);
    const lists = new Map(this.parts.map((part) => [part, [] as VariableGradient[]]));
    for (const each of list) {
      const {variable} = each;
      const group = this.#groups.find(({isMeant}) => isMeant(variable.name, variable));
      const part = group?.optimizer ?? this.#rest;
      this.#routes.set(variable.name, part);
      lists.get(part)!.push(each);
    }
    for (const [part, own] of lists) handOn(part, own);
  }

  /** Refuses patterns and names of variables that are nowhere, at the first update. */
  #checkNames(list: readonly VariableGradient[]): void {
    const variables = list.map(({variable}) => variable);
    for (const [i, {match}] of this.#groups.entries()) checkChosen(this.owner, `groups[${i}].match`, match, variables);
  }

  /** Which variables an optimizer has updated. */
  protected override headingOf(part: tf.Optimizer): string {
    const {registeredVariables} = tf.engine();
    const names = [...this.#routes].flatMap(([name, route]) =>
      route === part && name in registeredVariables ? [name] : [],
    );
    const group = this.#groups.findIndex(({optimizer}) => optimizer === part);
    const match = group < 0 ? 'rest' : `group ${group}, ${inWords(this.#groups[group]!.match)}`;
    return this.#routes.size === 0 ? match : `${match}: ${namesOf(names.map((name) => ({name})))}`;
  }

  /** Frees all state, also that of the optimizers within. */
  override dispose(): void {
    this.#routes.clear();
    super.dispose();
  }

  /** Patterns and optimizers, as plain JSON. */
  override getConfig(): tf.serialization.ConfigDict {
    const groups = this.#groups.map(({match, optimizer}) => ({
      match: plainVariables(this.owner, 'match', match),
      optimizer: configOf(optimizer),
    }));
    return {groups, rest: configOf(this.#rest)};
  }
}

tf.serialization.registerClass(Partitioned);

/**
 * Hands each gradient to one of several optimizers, by the variable.
 *
 * @param groups a list of {match, optimizer}: match is a pattern of names, a list of names, a layer, or a function of name and
 *   variable; the first one counts
 * @param rest the optimizer of all other variables; all are disposed of with the wrapper
 * @throws TypeError for a wrong type, RangeError for no groups, for an optimizer that is there twice, for a layer without weights,
 *   and where more than one looks ahead; at the first update RangeError for names that no variable has
 * @example
 * partitioned([{match: /bias/, optimizer: tf.train.sgd(0.01)}], adam(0.001));
 * const model = mlp({widths: [16, 8], seed: 1});
 * // A smaller rate in the first layer, more decay in the last one.
 * partitioned(
 *   [
 *     {match: model.layers[0], optimizer: adam(0.0001)},
 *     {match: model.layers.at(-1), optimizer: adam(0.001, {weightDecay: 0.1})},
 *   ],
 *   adam(0.001, {weightDecay: 0.01}),
 * );
 */
export function partitioned(groups: readonly PartitionGroup[], rest: tf.Optimizer): Partitioned {
  return new Partitioned({groups, rest});
}
