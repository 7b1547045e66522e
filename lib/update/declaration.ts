import type * as tf from '@tensorflow/tfjs';
import type {UpdatePlan} from './plan.ts';

/**
 * What an optimizer says of itself, so that nobody has to guess it from what it does.
 *
 * An optimizer that says this can be compiled: every update is then a function of tensors, of the numbers of its plan, and of what
 * `variant` tells. All state that outlives an update is in variables, in the count of updates, and in what `variant` tells.
 */
export interface Declaration {
  /** The number of updates done. */
  readonly iterations: number;
  /**
   * What the operations of an update depend on in JavaScript, as a text: settings, which variables hold the state, a phase.
   * Equal texts mean equal operations with equal constants.
   *
   * @param ahead how many more updates come first
   */
  variant(ahead: number): string;
  /** The plan of an update, whose numbers are fed; absent where constants are all in the variant. */
  plan?(ahead: number): UpdatePlan;
  /** The learning rate of an update, where it is known beforehand. */
  learningRate?(ahead: number): number;
  /** Takes notice of one update that a graph has done in its place: moves the count and other state in JavaScript on. */
  advance(): void;
  /** Takes the count of updates to another value, as after a rehearsal. */
  rewind(iterations: number): void;
  /** Whether `getWeights` and `getConfig` hold all state, so that a run with it can be stopped and resumed. */
  readonly isResumable: boolean;
}

/** An optimizer that declares itself. */
export interface DeclaringOptimizer extends tf.Optimizer {
  readonly declaration: Declaration;
}
