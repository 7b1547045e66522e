import * as tf from '@tensorflow/tfjs';
import type {Declaration} from './declaration.ts';

/** The optimizers of tf.train themselves; a class of somebody's on top of one may do anything. */
const stock: ReadonlySet<unknown> = new Set([
  tf.SGDOptimizer,
  tf.MomentumOptimizer,
  tf.AdagradOptimizer,
  tf.AdadeltaOptimizer,
  tf.RMSPropOptimizer,
  tf.AdamOptimizer,
  tf.AdamaxOptimizer,
]);

/** The parts of tf.Optimizer that TypeScript keeps for its subclasses. */
interface Counted {
  iterations_: number | null;
  incrementIterations(): void;
}

/**
 * Settings, and which variables hold the state: `setWeights` replaces them, and so does who assigns to a field.
 *
 * A setting is a number or a flag. State is a tensor, or a list of `{originalName, variable}`, by the order of the variables.
 */
function stateOf(optimizer: tf.Optimizer): string {
  let state = '';
  for (const [name, field] of Object.entries(optimizer as object)) {
    if (name === 'iterations_') continue;
    if (Array.isArray(field)) {
      state += `;${name}`;
      for (const {variable} of field as {variable: tf.Variable}[]) state += ` ${variable.id}`;
    } else {
      state += `;${name} ${field instanceof tf.Tensor ? field.id : String(field)}`;
    }
  }
  return state;
}

/**
 * Declares an optimizer of tf.train in its place; null for all others.
 *
 * @example
 * declareStock(tf.train.sgd(0.1))?.isResumable; // true
 */
export function declareStock(optimizer: tf.Optimizer): Declaration | null {
  if (!stock.has(optimizer.constructor)) return null;
  // TypeScript keeps both from others; there is no other way to the count.
  const counted = optimizer as unknown as Counted;
  return {
    get iterations() {
      return optimizer.iterations;
    },
    variant: () => stateOf(optimizer),
    advance: () => counted.incrementIterations(),
    remember: () => {
      const {iterations} = optimizer;
      return () => {
        counted.iterations_ = iterations;
      };
    },
    restoresBy: 'order',
    // Adamax of TensorFlow.js cannot give its weights.
    isResumable: optimizer.constructor !== tf.AdamaxOptimizer,
  };
}
