import * as tf from '@tensorflow/tfjs';

/** The shapes of the slots of one variable, by slot, and the variable's name. */
export interface SlotShapes {
  readonly name: string;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
}

/** A variable, and the saved state that belongs to it. */
export interface Match<Saved extends SlotShapes, Wanted extends SlotShapes> {
  readonly saved: Saved;
  readonly wanted: Wanted;
}

/** The first slot whose shapes differ, or null where all that were saved fit. */
function conflict(saved: SlotShapes, wanted: SlotShapes): string | null {
  const slots = Object.keys(saved.shapes).filter((slot) => slot in wanted.shapes);
  return slots.find((slot) => !tf.util.arraysEqual([...saved.shapes[slot]!], [...wanted.shapes[slot]!])) ?? null;
}

/** A layer that got its name from TensorFlow.js, which counts them up: `dense_Dense3/kernel`. */
const countedLayer = /(_[A-Z][A-Za-z0-9]*?)\d+(?=\/)/;

/** The `_1` that makes the name of a layer's weight unique while another one has it. */
const suffix = /(?<=\/[^/]*)_\d+$/;

/** The name without what TensorFlow.js counts; names that somebody chose stay what they are. */
function uncounted(name: string): string {
  if (/^\d+$/.test(name)) return '#';
  return countedLayer.test(name) ? name.replace(countedLayer, '$1#').replace(suffix, '') : name;
}

/**
 * Whether the saved states belong to the variables one by one, in their order, under names that were counted from another start.
 *
 * After another model has been built first, `dense_Dense2` names what `dense_Dense1` was: some exact names agree by chance.
 */
function isRecounted(savedStates: readonly SlotShapes[], wantedStates: readonly SlotShapes[]): boolean {
  const names = new Set(savedStates.map(({name}) => name));
  return (
    savedStates.length === wantedStates.length &&
    wantedStates.some(({name}) => !names.has(name)) &&
    wantedStates.every((wanted, i) => {
      const saved = savedStates[i]!;
      return uncounted(saved.name) === uncounted(wanted.name) && conflict(saved, wanted) === null;
    })
  );
}

/**
 * The partners of a model that was loaded beside the one that was saved: all names agree but for the suffix of the copy.
 *
 * One side may have more, as where layers are frozen now or were then. Where only some agree, they are other models.
 */
function copies<Saved extends SlotShapes, Wanted extends SlotShapes>(
  savedStates: readonly Saved[],
  wantedStates: readonly Wanted[],
): Match<Saved, Wanted>[] {
  const byName = new Map(savedStates.map((saved) => [saved.name.replace(suffix, ''), saved]));
  const wantedNames = new Set(wantedStates.map(({name}) => name.replace(suffix, '')));
  const isUnique = byName.size === savedStates.length && wantedNames.size === wantedStates.length;
  if (!isUnique) return [];
  const found = wantedStates.flatMap((wanted) => {
    const saved = byName.get(wanted.name.replace(suffix, ''));
    return saved === undefined || saved.name === wanted.name || conflict(saved, wanted) !== null
      ? []
      : [{saved, wanted}];
  });
  return found.length === Math.min(savedStates.length, wantedStates.length) ? found : [];
}

/**
 * Finds the variable that each saved state belongs to.
 *
 * By the exact name; or, where that cannot be, by the layers of the same model in their order: named by TensorFlow.js from another
 * count (`dense_Dense1`, now `dense_Dense4`), or a copy of it beside the first (`d/kernel`, now `d/kernel_1`). A renaming holds for
 * all of the variables or for none.
 *
 * @param savedStates in the order in which they were saved
 * @param wantedStates the variables without state, in their order
 * @param mayRename whether these are all variables of the model
 * @returns the pairs; what is in none of them found no partner
 * @throws RangeError where a saved shape contradicts the variable of its name
 * @example
 * matchSaved([{name: 'd/w', shapes: {m: [2]}}], [{name: 'd/w_1', shapes: {m: [2]}}], true); // one pair
 */
export function matchSaved<Saved extends SlotShapes, Wanted extends SlotShapes>(
  savedStates: readonly Saved[],
  wantedStates: readonly Wanted[],
  mayRename: boolean,
): Match<Saved, Wanted>[] {
  if (mayRename && isRecounted(savedStates, wantedStates)) {
    return wantedStates.map((wanted, i) => ({saved: savedStates[i]!, wanted}));
  }
  const byName = new Map(savedStates.map((saved) => [saved.name, saved]));
  const matches = wantedStates.flatMap((wanted) => {
    const saved = byName.get(wanted.name);
    if (saved === undefined) return [];
    const slot = conflict(saved, wanted);
    if (slot === null) return [{saved, wanted}];
    throw new RangeError(
      `setWeights: the saved ${slot} of "${saved.name}" has shape [${saved.shapes[slot]!.join()}], but the variable of this name ` +
        `needs [${wanted.shapes[slot]!.join()}]; restore into a model of the same layers, or make a new optimizer`,
    );
  });
  return matches.length === 0 && mayRename ? copies(savedStates, wantedStates) : matches;
}
