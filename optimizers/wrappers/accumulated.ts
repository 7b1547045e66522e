import * as tf from '@tensorflow/tfjs';
import {numberOption, type OptionsOf} from '../../lib/base/options.ts';
import {declarationOf, type OwnWords, type UpdatePlan} from '../../lib/update/index.ts';
import type {VariableGradient} from '../base/gradients.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {readClassOptions} from '../base/class-options.ts';
import {optimizerOption} from './inner-optimizer.ts';
import {around, handOn, noSlots, ownerOf, Wrapper} from './wrapper.ts';

export const accumulatedTable = {steps: numberOption({from: 1, whole: true}, 'batches that make one update')};

const table = {optimizer: optimizerOption, ...accumulatedTable};

/** Options of {@link accumulated}. */
export interface AccumulatedOptions extends OptionsOf<typeof accumulatedTable> {}

/**
 * Hands the mean gradient of several batches to another optimizer, as if they were one large batch.
 *
 * `sum <- sum + g`, and at every batch whose number is a multiple of steps: `update by sum / steps, sum <- 0`
 *
 * Conventions: the mean is that of the batches, which is that of the large batch where they are of the same size. `iterations`
 * counts batches; that of the optimizer within, and with it every schedule, counts updates. What does not fill up `steps` at the
 * end of training waits. Batch normalisation sees the small batches.
 *
 * Reference: Goyal et al., Accurate, large minibatch SGD, 2017.
 */
export class Accumulated extends Wrapper<AccumulatedOptions> {
  readonly #steps: number;

  static get className(): string {
    return 'OptimAccumulated';
  }

  /**
   * @param options `optimizer`, and see {@link AccumulatedOptions}
   * @throws TypeError for a wrong type, RangeError for what is no whole number >= 1
   */
  constructor(options: OptionsOf<typeof table>) {
    const {optimizer, steps} = readClassOptions(ownerOf(Accumulated), table, options);
    super({optimizer}, {steps});
    this.#steps = steps;
  }

  readonly #add: UpdatePlan['equation'] = ({value, gradient}) => ({value: tf.add(value, gradient)});

  /** The number of updates of the optimizer within that come with so many more batches. */
  #updates(batches: number): number {
    return Math.floor(((this.iterations % this.#steps) + batches) / this.#steps);
  }

  protected override words(): Omit<OwnWords, 'count'> {
    const inner = declarationOf(this.inner);
    return {
      variant: (ahead) => (this.#updates(ahead + 1) > this.#updates(ahead) ? 'update' : 'sum'),
      ...(inner?.learningRate && {learningRate: (ahead) => inner.learningRate!(this.#updates(ahead))}),
    };
  }

  protected override slotKinds(): readonly SlotKind[] {
    return this.#steps === 1 ? [] : [{name: 'sum'}];
  }

  protected override hand(list: readonly VariableGradient[]): void {
    if (this.#steps === 1) {
      handOn(this.inner, list);
      return;
    }
    if (this.#updates(1) === 0) {
      const targets = list.flatMap(({variable, gradient}) =>
        gradient === null ? [] : [{variable: this.slotsOf(variable)['sum']!, gradient, slots: noSlots}],
      );
      this.carryOut(this.#add, targets);
      return;
    }
    const means = list.map(({variable, gradient}) => {
      const sum = this.findSlots(variable)?.['sum'];
      const all = [...(sum === undefined ? [] : [sum]), ...(gradient === null ? [] : [gradient])];
      return {variable, gradient: all.length === 0 ? null : tf.div(tf.addN(all), this.#steps)};
    });
    handOn(this.inner, means);
    for (const {variable} of list) {
      const sum = this.findSlots(variable)?.['sum'];
      sum?.assign(tf.zerosLike(sum));
    }
  }
}

tf.serialization.registerClass(Accumulated);

/**
 * Hands the mean gradient of several batches to another optimizer, as if they were one large batch.
 *
 * `sum <- sum + g`, and at every `steps`-th batch `update by sum / steps, sum <- 0`
 *
 * @param optimizer any; it is disposed of with the wrapper
 * @param options `steps`, a whole number >= 1: batches that make one update
 * @throws TypeError for what is no optimizer and for a wrong type, RangeError for what is no whole number >= 1
 * @example
 * const w = tf.variable(tf.scalar(1));
 * const optimizer = accumulated(tf.train.sgd(1), {steps: 2});
 * optimizer.minimize(() => tf.mul(w, 0.25).asScalar()); // w is 1
 * optimizer.minimize(() => tf.mul(w, 0.75).asScalar()); // w is 0.5
 */
export function accumulated(optimizer: tf.Optimizer, options: AccumulatedOptions): Accumulated {
  return new Accumulated(around('Accumulated', optimizer, options));
}
