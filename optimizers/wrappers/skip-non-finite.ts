import * as tf from '@tensorflow/tfjs';
import {numberOption, type OptionsOf} from '../../lib/base/options.ts';
import {orDeviceLost} from '../../lib/base/or-device-lost.ts';
import type {VariableGradient} from '../base/gradients.ts';
import type {SharedKind} from '../base/shared-state.ts';
import {readClassOptions} from '../base/class-options.ts';
import {optimizerOption} from './inner-optimizer.ts';
import {around, handOn, ownerOf, Wrapper} from './wrapper.ts';

export const skipNonFiniteTable = {
  limit: numberOption({from: 1, whole: true}, 5, 'updates in a row that are skipped at most'),
};

const table = {optimizer: optimizerOption, ...skipNonFiniteTable};

/** Options of {@link skipNonFinite}. */
export interface SkipNonFiniteOptions extends OptionsOf<typeof skipNonFiniteTable> {}

type Counts = 'inRow' | 'total';

/**
 * Leaves out the updates whose gradients are not all finite, but not more than a few in a row.
 *
 * `w, state <- update(w, state, g)` where all of g is finite, otherwise `w, state` stay
 *
 * Conventions: after `limit` updates in a row that were skipped the next one is done whatever it is, as in Optax, so that a model that
 * has diverged shows it. The count of updates goes on in what is skipped, and so do schedules and the bias correction of the rules of
 * this package; Optax stops the count. Where nothing is skipped all is as without it.
 *
 * Reference: `apply_if_finite` of Optax; Micikevicius et al., Mixed precision training, 2018.
 */
export class SkipNonFinite extends Wrapper<SkipNonFiniteOptions> {
  readonly #limit: number;

  static get className(): string {
    return 'OptimSkipNonFinite';
  }

  /**
   * @param options `optimizer`, and see {@link SkipNonFiniteOptions}
   * @throws TypeError for a wrong type, RangeError for what is no whole number >= 1
   */
  constructor(options: OptionsOf<typeof table>) {
    const {optimizer, limit} = readClassOptions(ownerOf(SkipNonFinite), table, options);
    super({optimizer}, {limit});
    this.#limit = limit;
  }

  protected override sharedKinds(): readonly SharedKind<Counts>[] {
    return [{name: 'inRow'}, {name: 'total'}];
  }

  get #counts(): Readonly<Record<Counts, tf.Variable>> {
    return this.shared;
  }

  protected override hand(list: readonly VariableGradient[]): void {
    const gradients = list.flatMap(({gradient}) => gradient ?? []);
    if (gradients.length === 0) {
      handOn(this.inner, list);
      return;
    }
    const {inRow, total} = this.#counts;
    const areFinite = gradients.map((gradient) => tf.all(tf.isFinite(gradient)));
    const isFinite = tf.all(tf.stack(areFinite));
    const isDone = tf.logicalOr(isFinite, tf.greaterEqual(inRow, this.#limit));
    // What the optimizer within keeps is in variables too; held values show which of them it moves.
    const held = Object.values(tf.engine().registeredVariables).map((variable) => ({
      variable,
      value: tf.clone(variable),
    }));
    handOn(
      this.inner,
      // State that is made in this update starts from gradients of 0, as if there had been none.
      list.map(({variable, gradient}) => ({
        variable,
        gradient: gradient && tf.where(isDone, gradient, tf.zerosLike(gradient)),
      })),
    );
    for (const {variable, value} of held) {
      if (!variable.isDisposed && variable.dataId !== value.dataId) variable.assign(tf.where(isDone, variable, value));
    }
    inRow.assign(tf.where(isFinite, tf.zerosLike(inRow), tf.add(inRow, 1)));
    total.assign(tf.where(isDone, total, tf.add(total, 1)));
  }

  /** How many updates have been skipped so far. */
  async skipped(): Promise<number> {
    const [total] = await orDeviceLost(this.#counts.total.data());
    return total!;
  }
}

tf.serialization.registerClass(SkipNonFinite);

/**
 * Leaves out the updates whose gradients are not all finite, but not more than a few in a row.
 *
 * @param optimizer any; it is disposed of with the wrapper
 * @param options `limit`, a whole number >= 1 (5): after so many in a row the next update is done whatever it is
 * @throws TypeError for what is no optimizer and for a wrong type, RangeError for what is no whole number >= 1
 * @example
 * const w = tf.variable(tf.scalar(1));
 * const optimizer = skipNonFinite(tf.train.sgd(1));
 * optimizer.minimize(() => tf.mul(w, NaN).asScalar()); // w is 1
 * await optimizer.skipped(); // 1
 */
export function skipNonFinite(optimizer: tf.Optimizer, options: SkipNonFiniteOptions = {}): SkipNonFinite {
  return new SkipNonFinite(around('SkipNonFinite', optimizer, options));
}
