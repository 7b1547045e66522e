import * as tf from '@tensorflow/tfjs';
import {declarationOf} from '../../update/index.ts';

/**
 * The values of all variables and the count of updates at one moment; `restore` or `dispose` has to be called, once.
 *
 * @param optimizer one that declares itself; null where nothing is updated
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
    if (this.#optimizer) declarationOf(this.#optimizer)?.rewind(this.#updates!);
    this.dispose();
  }

  /** Frees the values. */
  dispose(): void {
    for (const [, value] of this.#values) value.dispose();
  }
}
