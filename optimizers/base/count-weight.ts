import * as tf from '@tensorflow/tfjs';
import {slotVariable} from './slot-variable.ts';
import type {NamedWeight} from './slots.ts';

/** The number of updates as a weight: one variable for all calls, because a tensor of each call would stay until the end. */
export class CountWeight {
  #variable: tf.Variable | null = null;

  /** The weight `iter`; the tensor stays ours. */
  of(updates: number): NamedWeight {
    if (this.#variable?.isDisposed !== false) this.#variable = tf.tidy(() => slotVariable(tf.scalar(0, 'int32')));
    const variable = this.#variable;
    tf.tidy(() => variable.assign(tf.scalar(updates, 'int32')));
    return {name: 'iter', tensor: variable};
  }

  /** Frees it. */
  dispose(): void {
    this.#variable?.dispose();
    this.#variable = null;
  }
}
