import * as tf from '@tensorflow/tfjs';
import {slotVariable} from './slot-variable.ts';
import type {NamedWeight} from './slots.ts';

/** What a rule keeps once for all variables, such as an estimate of the distance to the minimum. */
export interface SharedKind<Shared extends string = string> {
  /** Its name among the weights; it must not hold a slash, which is what tells it from a slot. */
  readonly name: Shared;
  /** The scalar that it starts from, 0 by default. */
  readonly initial?: number;
}

/** The state that all variables of an optimizer share: scalars, by name. */
export class SharedState {
  readonly #variables = new Map<string, tf.Variable>();

  /** All of it, made where it is missing. */
  of<Shared extends string>(kinds: readonly SharedKind<Shared>[]): Record<Shared, tf.Variable> {
    const all: Partial<Record<Shared, tf.Variable>> = {};
    for (const {name, initial = 0} of kinds) {
      let variable = this.#variables.get(name);
      // tf.disposeVariables may have taken it away.
      if (variable?.isDisposed !== false) {
        variable = tf.tidy(() => slotVariable(tf.scalar(initial)));
        this.#variables.set(name, variable);
      }
      all[name] = variable;
    }
    return all as Record<Shared, tf.Variable>;
  }

  /** What there is of it, as weights; the tensors stay ours. */
  weights(): NamedWeight[] {
    return [...this.#variables].map(([name, tensor]) => ({name, tensor}));
  }

  /** Replaces all of it by what was restored. */
  restore(values: ReadonlyMap<string, tf.Variable>): void {
    this.dispose();
    for (const [name, value] of values) this.#variables.set(name, value);
  }

  /** Frees all of it. */
  dispose(): void {
    for (const variable of this.#variables.values()) variable.dispose();
    this.#variables.clear();
  }
}
