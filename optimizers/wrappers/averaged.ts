import * as tf from '@tensorflow/tfjs';
import {show} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf} from '../../lib/base/options.ts';
import type {OwnWords, UpdatePlan} from '../../lib/update/index.ts';
import type {VariableGradient} from '../base/gradients.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {readClassOptions} from '../base/class-options.ts';
import {optimizerOption} from './inner-optimizer.ts';
import {around, handOn, noSlots, ownerOf, Wrapper} from './wrapper.ts';

export const averagedTable = {
  decay: numberOption({from: 0, below: 1}, undefined, 'share of the old average that stays'),
  from: numberOption({from: 1, whole: true}, undefined, 'the first update whose weights count; every with last'),
  every: numberOption(
    {from: 1, whole: true},
    undefined,
    'updates from one whose weights count to the next; 1 by default',
  ),
  last: numberOption(
    {from: 1, whole: true},
    undefined,
    'how many of the weights that count are averaged; all by default',
  ),
};

const table = {optimizer: optimizerOption, ...averagedTable};

/** Options of {@link averaged}: decay, or from and every, or last, every and from. */
export interface AveragedOptions extends OptionsOf<typeof averagedTable> {}

/**
 * Averages the weights that another optimizer goes through; the average is for evaluation, training goes on as without it.
 *
 * - decay: `average <- decay average + (1 - decay) w` after every update, from 0; `average / (1 - decay^t)` is for evaluation
 * - from, every: the mean of w after the updates from, from + every, from + 2 every, ...; until the first one, w itself. From 1 it is
 *   that of Polyak, late in training and once an epoch that of SWA
 * - last, every: the mean of the last so many w after the updates every, 2 every, ... (LAWA); of fewer as long as there are fewer
 *
 * State: one number for each weight, and one for each variable; with `last` so many for each weight.
 *
 * Conventions: the exponential average has the bias correction of Optax; Keras and PyTorch start it at the first weights instead.
 * A variable that is trained later on is averaged since then. `withEvaluationWeights` puts the average into a model. Statistics of
 * batch normalisation are no variables that an optimizer moves: they stay those of training.
 *
 * Reference: Polyak and Juditsky, Acceleration of stochastic approximation by averaging, 1992; Izmailov et al., Averaging weights
 * leads to wider optima and better generalization, 2018; Kaddour, Stop wasting my time! Saving days of ImageNet and BERT training with
 * latest weight averaging, 2022.
 */
export class Averaged extends Wrapper<AveragedOptions> {
  static get className(): string {
    return 'OptimAveraged';
  }

  /**
   * @param options `optimizer`, and see {@link AveragedOptions}
   * @throws TypeError for a wrong type, RangeError for a number outside its range, for decay with another one, and for none of decay,
   *   from and last
   */
  constructor(options: OptionsOf<typeof table>) {
    const owner = ownerOf(Averaged);
    const {optimizer, decay, from, every, last} = readClassOptions(owner, table, options);
    const isMean = from !== undefined || last !== undefined;
    if ((decay === undefined) !== isMean || (decay !== undefined && every !== undefined)) {
      throw new RangeError(
        `${owner}: either {decay}, {from, every} or {last, every} must be given, received ${show({decay, from, every, last})}; ` +
          'decay 0.999 is an exponential average, from 1000 the mean of all weights since update 1000, last 5 that of the last five',
      );
    }
    const mean = {from: from ?? every ?? 1, every: every ?? 1, ...(last !== undefined && {last})};
    super({optimizer}, decay === undefined ? mean : {decay});
  }

  readonly #move: UpdatePlan['equation'] = ({value, gradient: weights, coefficients: {share, rest}}) => ({
    value: tf.add(tf.mul(value, rest!.scalar), tf.mul(weights, share!.scalar)),
  });

  readonly #weigh: UpdatePlan['equation'] = ({value, coefficients: {share, rest}}) => ({
    value: tf.add(tf.mul(value, rest!.scalar), share!.scalar),
  });

  readonly #count: UpdatePlan['equation'] = ({value}) => ({
    value: tf.minimum(tf.add(value, 1), this.options.last!),
  });

  /** The share of the weights after an update in the average, where all count that come; 0 where they do not count. */
  #share(ahead: number): number {
    const {decay, from = 1, every = 1} = this.options;
    if (decay !== undefined) return 1 - Math.fround(decay);
    const since = this.iterations + 1 + ahead - from;
    return since < 0 || since % every !== 0 ? 0 : 1 / (since / every + 1);
  }

  #numbers(ahead: number): {share: number; rest: number} {
    const share = this.#share(ahead);
    return {share, rest: 1 - share};
  }

  protected override words(): Omit<OwnWords, 'count'> {
    return {
      variant: (ahead) => (this.#share(ahead) === 0 ? 'step' : 'average'),
      ...(this.options.last === undefined && {numbers: (ahead) => this.#numbers(ahead)}),
    };
  }

  /** The names of the last weights, the oldest first. */
  get #snapshots(): string[] {
    return Array.from({length: this.options.last ?? 0}, (_, i) => `snapshot${i + 1}`);
  }

  protected override slotKinds(): readonly SlotKind[] {
    // The weight is what all shares so far add up to: 1 - decay^t, or 1 where a variable was there from the start; or the number of
    // snapshots that there are.
    const weight = {name: 'weight', shape: () => []};
    return [...(this.options.last === undefined ? ['average'] : this.#snapshots).map((name) => ({name})), weight];
  }

  protected override hand(list: readonly VariableGradient[]): void {
    handOn(this.inner, list);
    if (this.#share(0) === 0) return;
    const variables = list.map(({variable}) => variable);
    // Their equations take no gradient.
    const none = tf.scalar(0);
    const weights = variables.map((variable) => ({
      variable: this.slotsOf(variable)['weight']!,
      gradient: none,
      slots: noSlots,
    }));
    if (this.options.last !== undefined) {
      for (const variable of variables) this.#keep(variable);
      this.carryOut(this.#count, weights);
      return;
    }
    const averages = variables.map((variable) => ({
      variable: this.slotsOf(variable)['average']!,
      gradient: tf.clone(variable),
      slots: noSlots,
    }));
    this.carryOut(this.#move, averages, this.#numbers(0));
    this.carryOut(this.#weigh, weights, this.#numbers(0));
  }

  /** Moves the snapshots of a variable on by one, without copies of those that stay. */
  #keep(variable: tf.Variable): void {
    const slots = this.slotsOf(variable);
    const values = [...this.#snapshots.map((name) => slots[name]!), variable];
    for (const [i, value] of values.slice(1).entries()) values[i]!.assign(value);
  }

  /**
   * The averages of variables; null for those that have none yet.
   *
   * @param variables all that the model trains, in their order
   * @returns tensors that belong to the caller
   */
  evaluationValues(variables: readonly tf.Variable[]): (tf.Tensor | null)[] {
    this.settle(variables);
    return variables.map((variable) => {
      const slots = this.findSlots(variable);
      if (slots === null) return null;
      // Snapshots that are not there yet are 0.
      return tf.tidy(() => {
        const sum = slots['average'] ?? tf.addN(this.#snapshots.map((name) => slots[name]!));
        return tf.div(sum, slots['weight']!);
      });
    });
  }
}

tf.serialization.registerClass(Averaged);

/**
 * Averages the weights that another optimizer goes through, for evaluation.
 *
 * `average <- decay average + (1 - decay) w`, over `1 - decay^t`; or the mean of w after the updates from, from + every, ..., all of them
 * or the last few
 *
 * @param optimizer any; it is disposed of with the wrapper
 * @param options `decay` in [0, 1); or `from` >= 1 and `every` >= 1 (1); or `last` >= 1, `every` (1) and `from` (every)
 * @throws TypeError for what is no optimizer and for a wrong type, RangeError for a number outside its range, for decay with another
 *   one, and for none of decay, from and last
 * @example
 * const w = tf.variable(tf.scalar(2));
 * const optimizer = averaged(tf.train.sgd(1), {from: 1});
 * for (let t = 0; t < 2; t++) optimizer.minimize(() => w.asScalar()); // w is 1, then 0
 * optimizer.evaluationValues([w])[0]?.dataSync()[0]; // 0.5
 */
export function averaged(optimizer: tf.Optimizer, options: AveragedOptions): Averaged {
  return new Averaged(around('Averaged', optimizer, options, ' such as {decay: 0.999}, {from: 1000} or {last: 5}'));
}
