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

/** The name without the `_1` that makes it unique while another variable has the plain name. */
function plain(name: string): string {
  return name.replace(/_\d+$/, '');
}

/** The name without the number that TensorFlow.js counts up from one model or variable to the next: `dense_Dense#/kernel`, `#`. */
function uncounted(name: string): string {
  return plain(name)
    .replace(/^\d+$/, '#')
    .replace(/(_[A-Z][A-Za-z0-9]*?)\d+(?=\/)/, '$1#');
}

/**
 * Whether the saved states belong to the variables one by one, under names that were counted from another start.
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
 * Finds the variable that each saved state belongs to.
 *
 * First by the exact name; then, in order, by the name without the suffix that makes it unique (loading a model beside
 * the one that was saved turns `d/kernel` into `d/kernel_1`); last, in order, by the shapes alone. Where all names agree
 * in order but for the numbers that TensorFlow.js gives to layers and variables without a name, the order decides at once.
 *
 * @param savedStates in the order in which they were saved
 * @param wantedStates the variables without state, in their order
 * @param byShape whether the order may decide
 * @returns the pairs; what is in none of them found no partner
 * @throws RangeError where the names agree and the shapes do not
 * @example
 * matchSaved([{name: 'w', shapes: {m: [2]}}], [{name: 'w_1', shapes: {m: [2]}}], true); // one pair
 */
export function matchSaved<Saved extends SlotShapes, Wanted extends SlotShapes>(
  savedStates: readonly Saved[],
  wantedStates: readonly Wanted[],
  byShape: boolean,
): Match<Saved, Wanted>[] {
  if (byShape && isRecounted(savedStates, wantedStates)) {
    return wantedStates.map((wanted, i) => ({saved: savedStates[i]!, wanted}));
  }
  const left = [...savedStates];
  const matches: Match<Saved, Wanted>[] = [];

  const pair = (wanted: readonly Wanted[], isPartner: (saved: Saved, wanted: Wanted) => boolean): Wanted[] =>
    wanted.filter((candidate) => {
      const index = left.findIndex((saved) => isPartner(saved, candidate));
      if (index < 0) return true;
      matches.push({saved: left[index]!, wanted: candidate});
      left.splice(index, 1);
      return false;
    });

  const refuse = (saved: Saved, wanted: Wanted): never => {
    const slot = conflict(saved, wanted)!;
    throw new RangeError(
      `setWeights: the saved ${slot} of "${saved.name}" has shape [${saved.shapes[slot]!.join()}], but the variable ` +
        `"${wanted.name}" needs [${wanted.shapes[slot]!.join()}]; restore into a model of the same layers, or make a new optimizer`,
    );
  };

  let open = pair(wantedStates, (saved, wanted) => {
    if (saved.name !== wanted.name) return false;
    return conflict(saved, wanted) === null || refuse(saved, wanted);
  });
  open = pair(open, (saved, wanted) => plain(saved.name) === plain(wanted.name) && conflict(saved, wanted) === null);
  for (const wanted of open) {
    const namesake = left.find((saved) => plain(saved.name) === plain(wanted.name));
    if (namesake !== undefined) refuse(namesake, wanted);
  }
  if (byShape) pair(open, (saved, wanted) => conflict(saved, wanted) === null);
  return matches;
}
