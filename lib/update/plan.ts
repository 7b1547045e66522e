import type * as tf from '@tensorflow/tfjs';
import type {Coefficient} from './coefficient.ts';

/** What the equation of a rule starts from, for one variable. */
export interface UpdateInput<Slot extends string, Name extends string, Shared extends string = never> {
  /** The value of the variable, weight decay already taken off. */
  readonly value: tf.Tensor;
  /** The value before weight decay: the same tensor where none is taken off. */
  readonly undecayed: tf.Tensor;
  /** The gradient, of the same shape. */
  readonly gradient: tf.Tensor;
  /** The state of this variable. */
  readonly slots: Readonly<Record<Slot, tf.Tensor>>;
  /** The numbers of this update. */
  readonly coefficients: Readonly<Record<Name, Coefficient>>;
  /** The new values of what all variables share. */
  readonly shared: Readonly<Record<Shared, tf.Tensor>>;
}

/** The new value of the variable, and of those slots that change. */
export interface UpdateOutput<Slot extends string> {
  readonly value: tf.Tensor;
  /** Where its step starts, in a rule that takes off another share than the input has; the value of the input by default. */
  readonly from?: tf.Tensor;
  readonly slots?: Readonly<Partial<Record<Slot, tf.Tensor>>>;
}

/** New values from old ones, in operations of TensorFlow.js; it reads no data and keeps no tensor. */
type Equation<Slot extends string = string, Name extends string = string, Shared extends string = string> = (
  input: UpdateInput<Slot, Name, Shared>,
) => UpdateOutput<Slot>;

/** What the shared state of a rule starts from: all variables of an update, in their order, before any of them changes. */
export interface SharedInput<Slot extends string, Name extends string, Shared extends string> {
  /** Values before weight decay, gradients as the equation gets them. */
  readonly variables: readonly Pick<UpdateInput<Slot, Name>, 'value' | 'gradient' | 'slots'>[];
  /** The old values. */
  readonly shared: Readonly<Record<Shared, tf.Tensor>>;
  readonly coefficients: Readonly<Record<Name, Coefficient>>;
}

/**
 * One update as data: whoever carries it out needs nothing else of the rule.
 *
 * Two plans of one optimizer differ in their numbers alone.
 */
export interface UpdatePlan<
  Slot extends string = string,
  Name extends string = string,
  Shared extends string = string,
> {
  /** The numbers of this update, in float64. */
  readonly numbers: Readonly<Record<Name, number>>;
  /** The share of a variable that weight decay takes off it first, or adds to its gradient; see `startOf`. */
  readonly shrinkage: number;
  /** The greatest size of an element of the gradient, which is made so before all else; without it none is. */
  readonly bound?: number;
  /** Whether weight decay goes into the gradient in place of the value, default false. */
  readonly isPenalty?: boolean;
  /** Whether the update ascends: its gradient is taken with the other sign; default false. */
  readonly ascends?: boolean;
  /** What the operations of the equation depend on in JavaScript, as a `Declaration` tells it, and the bound. */
  readonly variant: string;
  readonly equation: Equation<Slot, Name, Shared>;
  /**
   * Whether the equation is known to be a function of its input and of the variant, default false: whoever carries out a record of
   * another one compares the record at every update.
   */
  readonly isKnown?: boolean;
  /** New values of the state that all variables share, found before the equation; absent where nothing is shared. */
  readonly share?: (input: SharedInput<Slot, Name, Shared>) => Readonly<Record<Shared, tf.Tensor>>;
}

/** A variable that an update changes. */
export interface UpdateTarget<Slot extends string = string> {
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor;
  readonly slots: Readonly<Record<Slot, tf.Variable>>;
  /** Whether decoupled weight decay applies. */
  readonly isDecayed: boolean;
}
