import type * as tf from '@tensorflow/tfjs';
import type {Coefficient} from './coefficient.ts';

/** What an update of one variable starts from. */
export interface UpdateInput<Slot extends string, Name extends string> {
  /** The value of the variable, weight decay already taken off. */
  readonly value: tf.Tensor;
  /** The gradient, of the same shape. */
  readonly gradient: tf.Tensor;
  /** The state of this variable. */
  readonly slots: Readonly<Record<Slot, tf.Tensor>>;
  /** The numbers of this update. */
  readonly coefficients: Readonly<Record<Name, Coefficient>>;
}

/** The new value of the variable, and of those slots that change. */
export interface UpdateOutput<Slot extends string> {
  readonly value: tf.Tensor;
  readonly slots?: Readonly<Record<Slot, tf.Tensor>>;
}
