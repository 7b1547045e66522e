import * as tf from '@tensorflow/tfjs';
import {matchSaved} from './match-saved.ts';
import {initialSlot, kindsFor, type SlotKind, slotShape, slotVariable} from './slot-variable.ts';

/** A tensor and its name among the weights. */
export interface NamedWeight {
  name: string;
  tensor: tf.Tensor;
}

type SlotValues = Record<string, tf.Variable>;

interface SavedState {
  readonly name: string;
  readonly shapes: Record<string, number[]>;
  readonly slots: SlotValues;
}

interface LiveState {
  readonly variable: tf.Variable;
  readonly slots: SlotValues;
}

function free(slots: SlotValues): void {
  for (const slot of Object.values(slots)) slot.dispose();
}

/** Those slots that the variable has now; the others, saved under other options, are freed. */
function ownSlots(slots: SlotValues, kinds: readonly SlotKind[]): SlotValues {
  const own = Object.entries(slots).filter(([name]) => kinds.some((kind) => kind.name === name));
  for (const [name, slot] of Object.entries(slots)) if (kinds.every((kind) => kind.name !== name)) slot.dispose();
  return Object.fromEntries(own);
}

/**
 * The state of every variable, keyed by the variable and never by its position.
 *
 * Restored state waits under its saved name until its variable is first used. State whose variable has been disposed
 * of is not handed to a new variable of the same name.
 */
export class Slots {
  readonly #live = new Map<string, LiveState>();
  #saved: SavedState[] = [];
  #settled = true;
  #isStrict = false;

  /** Whether restored state has not met any variable yet. */
  get isWaiting(): boolean {
    return !this.#settled;
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
    if (this.#saved.length === 0 || variables.length === 0) return;
    const wanted = variables
      .filter((variable) => this.find(variable) === null)
      .map((variable) => ({
        name: variable.name,
        variable,
        shapes: Object.fromEntries(kinds.map((kind) => [kind.name, slotShape(kind, variable)])),
      }));
    const matches = matchSaved(this.#saved, wanted, !this.#settled);
    const [given, taken] = [new Set(matches.map(({saved}) => saved)), new Set(matches.map((match) => match.wanted))];
    const left = this.#saved.filter((state) => !given.has(state));
    if (!this.#settled) {
      const anew = wanted.filter((each) => !taken.has(each));
      this.#tell(
        left,
        anew,
        matches.filter(({saved, wanted: to}) => saved.name !== to.name),
      );
    }
    for (const {
      saved,
      wanted: {variable},
    } of matches)
      this.#add(variable, ownSlots(saved.slots, kindsFor(kinds, variable)));
    this.#saved = left;
    this.#settled = true;
  }

  #tell(
    left: readonly SavedState[],
    anew: readonly {readonly name: string}[],
    renamed: readonly {readonly saved: {readonly name: string}; readonly wanted: {readonly name: string}}[],
  ): void {
    const names = (list: readonly {readonly name: string}[]): string => list.map(({name}) => name).join(', ');
    const complaints = [
      ...(left.length > 0 ? [`restored state fits no variable of this update: ${names(left)}`] : []),
      ...(anew.length > 0 ? [`no state was restored for ${names(anew)}`] : []),
    ];
    if (complaints.length > 0 && this.#isStrict) {
      throw new RangeError(
        `setWeights: ${complaints.join('; ')}; restore into a model of the same layers, rename the weights, or leave "strict" out`,
      );
    }
    if (left.length > 0) {
      const start = anew.length > 0 ? `, and ${names(anew)} start anew` : '';
      console.warn(`tfjs-optim: ${complaints[0]}; it waits for a variable of that name${start}`);
    }
    if (renamed.length > 0) {
      const [{saved, wanted}] = renamed as [(typeof renamed)[0]];
      const more = renamed.length > 1 ? ` and ${renamed.length - 1} more` : '';
      console.info(
        `tfjs-optim: restored state goes by the order of the layers of the same model: ${saved.name} for ${wanted.name}${more}`,
      );
    }
  }

  /** Every slot as a weight named `variable/slot`, slot by slot in the order of the variables; the tensors stay ours. */
  weights(kinds: readonly SlotKind[]): NamedWeight[] {
    const states = [
      ...[...this.#live.values()]
        .filter(({variable}) => !variable.isDisposed)
        .map(({variable, slots}) => ({name: variable.name, slots})),
      ...this.#saved,
    ];
    return kinds.flatMap((kind) =>
      states.flatMap(({name, slots}) => {
        const tensor = slots[kind.name];
        return tensor === undefined ? [] : [{name: `${name}/${kind.name}`, tensor}];
      }),
    );
  }

  /**
   * Replaces all state by what `weights` returned, here or in another process.
   *
   * @param isStrict whether everything has to find its partner at the next update
   */
  restore(weights: readonly NamedWeight[], kinds: readonly SlotKind[], isStrict = false): void {
    const states = new Map<string, SavedState>();
    const unknown: string[] = [];
    for (const {name, tensor} of weights) {
      const cut = name.lastIndexOf('/');
      const [variable, slot] = [name.slice(0, cut), name.slice(cut + 1)];
      if (cut < 1 || kinds.every((kind) => kind.name !== slot)) {
        unknown.push(name);
        continue;
      }
      const state = states.get(variable) ?? {name: variable, shapes: {}, slots: {}};
      state.shapes[slot] = tensor.shape;
      state.slots[slot]?.dispose();
      state.slots[slot] = slotVariable(tensor);
      states.set(variable, state);
    }
    const warn = (text: string) =>
      console.warn(
        `tfjs-optim: setWeights ${text}; this rule keeps ${kinds.map(({name}) => name).join(', ') || 'no slots'}`,
      );
    if (unknown.length > 0) warn(`ignores ${unknown.join(', ')}`);
    // Those of some variables alone may be missing because no variable is such.
    const absent = kinds.filter(
      ({name, isFor}) => isFor === undefined && [...states.values()].every(({slots}) => !(name in slots)),
    );
    if (states.size > 0 && absent.length > 0)
      warn(`received no ${absent.map(({name}) => name).join(', ')}, which starts anew`);
    this.dispose();
    this.#isStrict = isStrict;
    this.#saved = [...states.values()];
    this.#settled = this.#saved.length === 0;
  }

  /** Frees all state. */
  dispose(): void {
    for (const {slots} of [...this.#live.values(), ...this.#saved]) free(slots);
    this.#live.clear();
    this.#saved = [];
    this.#settled = true;
  }
}
