import type * as tf from '@tensorflow/tfjs';
import {initialSlot, type SlotKind} from './slot-variable.ts';

/** A tensor and its name among the weights. */
export interface NamedWeight {
  name: string;
  tensor: tf.Tensor;
}

export type SlotValues = Record<string, tf.Variable>;

/** Restored state of variables that have not been used yet, by their saved names. */
export interface WaitingState {
  readonly states: readonly {readonly name: string; readonly slots: SlotValues}[];
  /** Whether an update has come since. */
  readonly isMet: boolean;
  /**
   * Gives the state that belongs to variables without any, and keeps the rest.
   *
   * @param variables in their order
   * @throws RangeError as `Slots.settle` does; nothing has changed then
   */
  meet(
    variables: readonly tf.Variable[],
    kinds: readonly SlotKind[],
  ): readonly {readonly variable: tf.Variable; readonly slots: SlotValues}[];
}

interface LiveState {
  readonly variable: tf.Variable;
  readonly slots: SlotValues;
}

function free(slots: SlotValues): void {
  for (const slot of Object.values(slots)) slot.dispose();
}

/**
 * The state of every variable, keyed by the variable and never by its position.
 *
 * Restored state waits under its saved name until its variable is first used. State whose variable has been disposed
 * of is not handed to a new variable of the same name.
 */
export class Slots {
  readonly #live = new Map<string, LiveState>();
  #waiting: WaitingState | null = null;

  /** Whether restored state has not met any variable yet. */
  get isWaiting(): boolean {
    return this.#waiting?.isMet === false;
  }

  /** The slots of a variable, or null where it has none yet. */
  find(variable: tf.Variable): SlotValues | null {
    const state = this.#live.get(variable.name);
    return state?.variable === variable ? state.slots : null;
  }

  /** The variables that have slots, and these. */
  live(): {readonly variable: tf.Variable; readonly slots: SlotValues}[] {
    return [...this.#live.values()].filter(({variable}) => !variable.isDisposed);
  }

  /** The slots of a variable, made where they are missing. */
  of(variable: tf.Variable, kinds: readonly SlotKind[]): SlotValues {
    const slots = this.find(variable) ?? this.#add(variable, {});
    // A saved state may lack a kind, and tf.disposeVariables may have taken a slot away.
    for (const kind of kinds) {
      const slot = slots[kind.name];
      if (slot === undefined || slot.isDisposed) slots[kind.name] = initialSlot(kind, variable);
    }
    return slots;
  }

  #add(variable: tf.Variable, slots: SlotValues): SlotValues {
    for (const [name, state] of this.#live) {
      if (name !== variable.name && !state.variable.isDisposed) continue;
      free(state.slots);
      this.#live.delete(name);
    }
    this.#live.set(variable.name, {variable, slots});
    return slots;
  }

  /**
   * Gives restored state to the variables that it belongs to; says which took over state of another name, and what found no partner.
   *
   * @param variables all that take part in this update, in their order, also those without gradient
   * @throws RangeError where a saved shape contradicts the variable of its name, and, where restoring is strict, for whatever found
   *   no partner; nothing has changed then
   */
  settle(variables: readonly tf.Variable[], kinds: readonly SlotKind[]): void {
    if (this.#waiting === null || variables.length === 0) return;
    const bare = variables.filter((variable) => this.find(variable) === null);
    for (const {variable, slots} of this.#waiting.meet(bare, kinds)) this.#add(variable, slots);
    if (this.#waiting.states.length === 0) this.#waiting = null;
  }

  /** Every slot as a weight named `variable/slot`, slot by slot in the order of the variables; the tensors stay ours. */
  weights(kinds: readonly SlotKind[]): NamedWeight[] {
    const states = [
      ...this.live().map(({variable, slots}) => ({name: variable.name, slots})),
      ...(this.#waiting?.states ?? []),
    ];
    return kinds.flatMap((kind) =>
      states.flatMap(({name, slots}) => {
        const tensor = slots[kind.name];
        return tensor === undefined ? [] : [{name: `${name}/${kind.name}`, tensor}];
      }),
    );
  }

  /** Replaces all state by what was restored. */
  restore(waiting: WaitingState): void {
    this.dispose();
    if (waiting.states.length > 0) this.#waiting = waiting;
  }

  /** Frees all state. */
  dispose(): void {
    for (const {slots} of [...this.#live.values(), ...(this.#waiting?.states ?? [])]) free(slots);
    this.#live.clear();
    this.#waiting = null;
  }
}
