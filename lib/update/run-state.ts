import * as tf from '@tensorflow/tfjs';
import {declarationOf} from './declared.ts';

/**
 * The values of all variables and what an optimizer keeps in JavaScript, at one moment; `restore` or `dispose` has to be called, once.
 *
 * @param optimizer one that declares itself; null where nothing is updated
 */
export class RunState {
  readonly #restoreOptimizer: () => void;
  readonly #values: readonly (readonly [variable: tf.Variable, value: tf.Tensor])[];

  constructor(optimizer: tf.Optimizer | null) {
    this.#restoreOptimizer = (optimizer && declarationOf(optimizer)?.remember()) ?? (() => {});
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
    this.#restoreOptimizer();
    this.dispose();
  }

  /** Frees the values. */
  dispose(): void {
    for (const [, value] of this.#values) value.dispose();
  }
}
