import * as tf from '@tensorflow/tfjs';
import {UpdateRule} from '../../../optimizers/base/update-rule.ts';

const stockOptimizers: readonly (new (...args: never[]) => tf.Optimizer)[] = [
  tf.SGDOptimizer,
  tf.MomentumOptimizer,
  tf.AdagradOptimizer,
  tf.AdadeltaOptimizer,
  tf.RMSPropOptimizer,
  tf.AdamOptimizer,
  tf.AdamaxOptimizer,
];

/** Whether all state of an optimizer is in variables and its count of updates, as in this package and in tf.train. */
export function isRestorable(optimizer: tf.Optimizer): boolean {
  return (
    Object.prototype.isPrototypeOf.call(UpdateRule.prototype, optimizer) ||
    stockOptimizers.some((known) => optimizer.constructor === known)
  );
}

/**
 * The values of all variables and the count of updates at one moment; `restore` or `dispose` has to be called, once.
 *
 * @param optimizer one that `isRestorable`; null where nothing is updated
 */
export class RunState {
  readonly #optimizer: tf.Optimizer | null;
  readonly #updates: number | null;
  readonly #values: readonly (readonly [variable: tf.Variable, value: tf.Tensor])[];

  constructor(optimizer: tf.Optimizer | null) {
    this.#optimizer = optimizer;
    this.#updates = optimizer && optimizer.iterations;
    // By reference: the values are not copied.
    this.#values = Object.values(tf.engine().registeredVariables).map((variable) => [
      variable,
      tf.keep(tf.clone(variable)),
    ]);
  }

  /** Whether variables were made since, such as the slots of a first update, whose first values are unknown. */
  get hasGrown(): boolean {
    const known = new Set(this.#values.map(([variable]) => variable));
    return Object.values(tf.engine().registeredVariables).some((variable) => !known.has(variable));
  }

  /** Makes everything as it was. */
  restore(): void {
    for (const [variable, value] of this.#values) {
      if (!variable.isDisposed && variable.dataId !== value.dataId) variable.assign(value);
    }
    // The counter of tf.Optimizer has no other way in.
    if (this.#optimizer) (this.#optimizer as unknown as {iterations_: number | null}).iterations_ = this.#updates;
    this.dispose();
  }

  /** Frees the values. */
  dispose(): void {
    for (const [, value] of this.#values) value.dispose();
  }
}
