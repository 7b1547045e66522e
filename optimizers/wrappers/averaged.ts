import * as tf from '@tensorflow/tfjs';
import {show} from '../../lib/base/arguments.ts';
import {numberOption, type OptionsOf} from '../../lib/base/options.ts';
import {coefficientsOf, type OwnWords} from '../../lib/update/index.ts';
import type {VariableGradient} from '../base/gradients.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {optimizerOption} from './inner-optimizer.ts';
import {around, handOn, ownerOf, readWrapperOptions, Wrapper} from './wrapper.ts';

const own = {
  decay: numberOption({from: 0, below: 1}, undefined, 'share of the old average that stays'),
  from: numberOption({from: 1, whole: true}, undefined, 'the first update whose weights count'),
  every: numberOption(
    {from: 1, whole: true},
    undefined,
    'updates from one whose weights count to the next; 1 with from',
  ),
};

const table = {optimizer: optimizerOption, ...own};

/** Options of {@link averaged}: decay, or from, or from and every. */
export interface AveragedOptions extends OptionsOf<typeof own> {}

/**
 * Averages the weights that another optimizer goes through; the average is for evaluation, training goes on as without it.
 *
 * - decay: `average <- decay average + (1 - decay) w` after every update, from 0; `average / (1 - decay^t)` is for evaluation
 * - from, every: the mean of w after the updates from, from + every, from + 2 every, ...; until the first one, w itself
 *
 * Conventions: the exponential average has the bias correction of Optax; Keras and PyTorch start it at the first weights instead.
 * A variable that is trained later on is averaged since then. `withEvaluationWeights` puts the average into a model. Statistics of
 * batch normalisation are no variables that an optimizer moves: they stay those of training.
 *
 * Reference: Polyak and Juditsky, Acceleration of stochastic approximation by averaging, 1992; Izmailov et al., Averaging weights
 * leads to wider optima and better generalization, 2018.
 */
export class Averaged extends Wrapper<AveragedOptions> {
  static get className(): string {
    return 'OptimAveraged';
  }

  /**
   * @param options `optimizer`, and see {@link AveragedOptions}
   * @throws TypeError for a wrong type, RangeError for a number outside its range, and for both or none of decay and from
   */
  constructor(options: OptionsOf<typeof table>) {
    const owner = ownerOf(Averaged);
    const {optimizer, decay, from, every} = readWrapperOptions(owner, table, options);
    if ((decay === undefined) === (from === undefined) || (decay !== undefined && every !== undefined)) {
      throw new RangeError(
        `${owner}: either {decay} or {from, every} must be given, received ${show({decay, from, every})}; ` +
          'decay 0.999 is an exponential average, from 1000 the mean of all weights since update 1000',
      );
    }
    super({optimizer}, decay === undefined ? {from: from!, every: every ?? 1} : {decay});
  }

  /** The share of the weights after an update in the average; 0 where they do not count. */
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
      numbers: (ahead) => this.#numbers(ahead),
    };
  }

  protected override slotKinds(): readonly SlotKind[] {
    // The weight is what all shares so far add up to: 1 - decay^t, or 1 where a variable was there from the start.
    return [{name: 'average'}, {name: 'weight', shape: () => []}];
  }

  protected override hand(list: readonly VariableGradient[]): void {
    handOn(this.inner, list);
    if (this.#share(0) === 0) return;
    const {share, rest} = coefficientsOf(this, this.#numbers(0));
    for (const {variable} of list) {
      const slots = this.slotsOf(variable) as {average: tf.Variable; weight: tf.Variable};
      slots.average.assign(tf.add(tf.mul(slots.average, rest.scalar), tf.mul(variable, share.scalar)));
      slots.weight.assign(tf.add(tf.mul(slots.weight, rest.scalar), share.scalar));
    }
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
      return slots && tf.div(slots['average']!, slots['weight']!);
    });
  }
}

tf.serialization.registerClass(Averaged);

/**
 * Averages the weights that another optimizer goes through, for evaluation.
 *
 * `average <- decay average + (1 - decay) w`, over `1 - decay^t`; or the mean of w after the updates from, from + every, ...
 *
 * @param optimizer any; it is disposed of with the wrapper
 * @param options `decay` in [0, 1), or `from` >= 1 and `every` >= 1 (1)
 * @throws TypeError for what is no optimizer and for a wrong type, RangeError for a number outside its range, and for both or none
 *   of decay and from
 * @example
 * const w = tf.variable(tf.scalar(2));
 * const optimizer = averaged(tf.train.sgd(1), {from: 1});
 * for (let t = 0; t < 2; t++) optimizer.minimize(() => w.asScalar()); // w is 1, then 0
 * optimizer.evaluationValues([w])[0]?.dataSync()[0]; // 0.5
 */
export function averaged(optimizer: tf.Optimizer, options: AveragedOptions): Averaged {
  return new Averaged(around('Averaged', optimizer, options));
}
