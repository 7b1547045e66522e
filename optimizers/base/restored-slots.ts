import type * as tf from '@tensorflow/tfjs';
import {matchSaved} from './match-saved.ts';
import {kindsFor, type SlotKind, slotShape, slotVariable} from './slot-variable.ts';
import type {NamedWeight, SlotValues, WaitingState} from './slots.ts';

interface SavedState {
  readonly name: string;
  readonly shapes: Record<string, number[]>;
  readonly slots: SlotValues;
}

interface Named {
  readonly name: string;
}

const namesOf = (list: readonly Named[]): string => list.map(({name}) => name).join(', ');

/** Those slots that the variable has now; the others, saved under other options, are freed. */
function ownSlots(slots: SlotValues, kinds: readonly SlotKind[]): SlotValues {
  const own = Object.entries(slots).filter(([name]) => kinds.some((kind) => kind.name === name));
  for (const [name, slot] of Object.entries(slots)) if (kinds.every((kind) => kind.name !== name)) slot.dispose();
  return Object.fromEntries(own);
}

/** State that waits for its variables, and says which took over state of another name, and what found no partner. */
class RestoredSlots implements WaitingState {
  states: SavedState[];
  isMet = false;
  readonly #isStrict: boolean;

  constructor(states: SavedState[], isStrict: boolean) {
    this.states = states;
    this.#isStrict = isStrict;
  }

  meet(variables: readonly tf.Variable[], kinds: readonly SlotKind[]): {variable: tf.Variable; slots: SlotValues}[] {
    const wanted = variables.map((variable) => ({
      name: variable.name,
      variable,
      shapes: Object.fromEntries(kinds.map((kind) => [kind.name, slotShape(kind, variable)])),
    }));
    const matches = matchSaved(this.states, wanted, !this.isMet);
    const [given, taken] = [new Set(matches.map(({saved}) => saved)), new Set(matches.map((match) => match.wanted))];
    const left = this.states.filter((state) => !given.has(state));
    if (!this.isMet) {
      const anew = wanted.filter((each) => !taken.has(each));
      this.#tell(
        left,
        anew,
        matches.filter(({saved, wanted: to}) => saved.name !== to.name),
      );
    }
    this.states = left;
    this.isMet = true;
    return matches.map(({saved, wanted: {variable}}) => ({
      variable,
      slots: ownSlots(saved.slots, kindsFor(kinds, variable)),
    }));
  }

  #tell(
    left: readonly Named[],
    anew: readonly Named[],
    renamed: readonly {readonly saved: Named; readonly wanted: Named}[],
  ): void {
    const complaints = [
      ...(left.length > 0 ? [`restored state fits no variable of this update: ${namesOf(left)}`] : []),
      ...(anew.length > 0 ? [`no state was restored for ${namesOf(anew)}`] : []),
    ];
    if (complaints.length > 0 && this.#isStrict) {
      throw new RangeError(
        `setWeights: ${complaints.join('; ')}; restore into a model of the same layers, rename the weights, or leave "strict" out`,
      );
    }
    if (left.length > 0) {
      const start = anew.length > 0 ? `, and ${namesOf(anew)} start anew` : '';
      console.warn(`tfjs-optim: ${complaints[0]}; it waits for a variable of that name${start}`);
    }
    const [first] = renamed;
    if (first === undefined) return;
    const more = renamed.length > 1 ? ` and ${renamed.length - 1} more` : '';
    console.info(
      `tfjs-optim: restored state goes by the order of the layers of the same model: ${first.saved.name} for ${first.wanted.name}${more}`,
    );
  }
}

/**
 * Makes state for `Slots.restore` of what `Slots.weights` returned, here or in another process.
 *
 * @param weights copied by reference; the caller may dispose of them
 * @param isStrict whether everything has to find its partner at the next update
 */
export function restoredSlots(
  weights: readonly NamedWeight[],
  kinds: readonly SlotKind[],
  isStrict = false,
): WaitingState {
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
  const warn = (text: string): void =>
    console.warn(`tfjs-optim: setWeights ${text}; this rule keeps ${namesOf(kinds) || 'no slots'}`);
  if (unknown.length > 0) warn(`ignores ${unknown.join(', ')}`);
  // Those of some variables alone may be missing because no variable is such.
  const absent = kinds.filter(
    ({name, isFor}) => isFor === undefined && [...states.values()].every(({slots}) => !(name in slots)),
  );
  if (states.size > 0 && absent.length > 0) warn(`received no ${namesOf(absent)}, which starts anew`);
  return new RestoredSlots([...states.values()], isStrict);
}
