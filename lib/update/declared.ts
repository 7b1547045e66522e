import type * as tf from '@tensorflow/tfjs';
import type {Declaration, DeclaringOptimizer} from './declaration.ts';
import {declareStock} from './stock-optimizers.ts';

/** What an optimizer declares; null for one that says nothing, of whose updates nothing is known then. */
export function declarationOf(optimizer: tf.Optimizer): Declaration | null {
  const {declaration} = optimizer as Partial<DeclaringOptimizer>;
  return declaration ?? declareStock(optimizer);
}

/** Why an optimizer cannot be compiled, and what its author can do. */
export function undeclared(optimizer: tf.Optimizer): string {
  return (
    `the optimizer ${optimizer.constructor.name} does not say what its updates depend on beside tensors; ` +
    'give it a property "declaration" (see Declaration in docs/optimizers.md), build it on UpdateRule, or leave it uncompiled'
  );
}
