import * as tf from '@tensorflow/tfjs';

/** One kind of state that a rule keeps for every variable, such as the first moment. */
export interface SlotKind<Slot extends string = string> {
  /** The last segment of its name among the weights; it must not hold a slash. */
  readonly name: Slot;
  /** What it starts from: a number for every element, or a tensor made of the variable; 0 by default. */
  readonly initial?: number | ((variable: tf.Variable) => tf.Tensor);
  /** Its shape; that of the variable by default. */
  readonly shape?: (variable: tf.Variable) => number[];
  /** Which variables have it; all by default. */
  readonly isFor?: (variable: tf.Variable) => boolean;
}

/** The kinds of state that a variable has. */
export function kindsFor<Slot extends string>(
  kinds: readonly SlotKind<Slot>[],
  variable: tf.Variable,
): readonly SlotKind<Slot>[] {
  // Asked for each variable of each update: most kinds are for all.
  if (kinds.every(({isFor}) => isFor === undefined)) return kinds;
  return kinds.filter(({isFor}) => isFor === undefined || isFor(variable));
}

let created = 0;

/**
 * A variable for state: it survives tf.tidy, is not trainable, and its name is nobody else's.
 *
 * @param value copied by reference; the caller may dispose of it
 * @example
 * const slot = slotVariable(tf.zeros([2]));
 * slot.dispose();
 */
export function slotVariable(value: tf.Tensor): tf.Variable {
  const {registeredVariables} = tf.engine();
  let name: string;
  // Another copy of this module may have used a name already.
  do name = `tfjs-optim/slot/${created++}`;
  while (Object.hasOwn(registeredVariables, name));
  return tf.variable(value, false, name);
}

/** The shape that a slot of this kind has for a variable. */
export function slotShape(kind: SlotKind, variable: tf.Variable): number[] {
  return kind.shape?.(variable) ?? variable.shape;
}

/** Makes the slot of a variable with its first value. */
export function initialSlot(kind: SlotKind, variable: tf.Variable): tf.Variable {
  return tf.tidy(() => {
    const {initial = 0} = kind;
    return slotVariable(typeof initial === 'number' ? tf.fill(slotShape(kind, variable), initial) : initial(variable));
  });
}
