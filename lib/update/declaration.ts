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
   * Equal texts mean equal operations with equal constants. Of other optimizers that it calls each says its own. It is the same at
   * the beginning and at the end of an update, until that is counted.
   *
   * @param ahead how many more updates come first
   */
  variant(ahead: number): string;
  /** The plan of an update, whose numbers are fed. */
  plan?(ahead: number): UpdatePlan;
  /** The numbers of an update that are fed, for an optimizer without a plan: those that it takes through `coefficientsOf`. */
  numbers?(ahead: number): Readonly<Record<string, number>>;
  /** The learning rate of an update, where it is known beforehand. */
  learningRate?(ahead: number): number;
  /**
   * Takes notice of one update that a graph has done in its place: moves the count and other state in JavaScript on. Other
   * optimizers that it calls are told themselves.
   */
  advance(): void;
  /** Remembers the count and other state in JavaScript, also of optimizers that it calls; returns what brings all of it back. */
  remember(): () => void;
  /**
   * For an optimizer that reads the loss at several points of one update: such an update is no graph, and needs the same loss at
   * the next one.
   */
  readonly search?: Search;
  /** How restored state finds its variables: 'name' by default, or the 'order' in which they are given. */
  readonly restoresBy?: 'name' | 'order';
  /** Whether `getWeights` and `getConfig` hold all state, so that a run with it can be stopped and resumed. */
  readonly isResumable: boolean;
}

/** How often a solver has asked, by what it asked for. */
export interface Evaluations {
  /** The loss, always with its gradient. */
  gradient: number;
  /** Products of the Hessian, or of the Gauss-Newton matrix, with a vector. */
  product: number;
}

/** How an optimizer that looks for its steps works on one loss. */
export interface Search {
  /** Whether the loss may be another one at each update, as with mini-batches and dropout. */
  readonly isSampled: boolean;
  /** How often its updates have asked, since it was made. */
  readonly evaluations: Readonly<Evaluations>;
  /**
   * Makes ready for many updates on one loss, so that its evaluations can be compiled. All that count are then, the first one too:
   * so a run that is resumed goes on with the bits of the run that was not interrupted.
   *
   * @returns `update` does one and gives the loss before it; `dispose` frees what was compiled
   */
  prepare(f: () => tf.Scalar, variables: readonly tf.Variable[]): {update(): Promise<number>; dispose(): void};
}

/** An optimizer that declares itself; null says that it cannot, as a wrapper around one that does not. */
export interface DeclaringOptimizer extends tf.Optimizer {
  readonly declaration: Declaration | null;
}
