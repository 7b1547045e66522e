import type * as tf from '@tensorflow/tfjs';
import type {Declaration, DeclaringOptimizer} from './declaration.ts';
import {declareStock} from './stock-optimizers.ts';

const ways = ['minimize', 'computeGradients', 'applyGradients'] as const;

/** Whether no class below the one that declares, and not the object itself, updates in another way than it says. */
function isSpokenFor(optimizer: object): boolean {
  for (let part: object | null = optimizer; part !== null; part = Object.getPrototypeOf(part) as object | null) {
    if (Object.hasOwn(part, 'declaration')) return true;
    const own = part;
    if (ways.some((way) => Object.hasOwn(own, way))) return false;
  }
  return false;
}

/**
 * What an optimizer declares; null for one that says nothing, of whose updates nothing is known then.
 *
 * What a class declares holds for classes on top of it as long as they take `minimize`, `computeGradients` and `applyGradients` as
 * they are; where they do not, they declare themselves.
 */
export function declarationOf(optimizer: tf.Optimizer): Declaration | null {
  if (isSpokenFor(optimizer)) return (optimizer as DeclaringOptimizer).declaration;
  return ways.some((way) => Object.hasOwn(optimizer, way)) ? null : declareStock(optimizer);
}

/** Why an optimizer cannot be compiled, and what its author can do. */
export function undeclared(optimizer: tf.Optimizer): string {
  return (
    `the optimizer ${optimizer.constructor.name} does not say what its updates depend on beside tensors; ` +
    'give it a property "declaration" (see docs/optimizers.md), build it on UpdateRule, or leave it uncompiled'
  );
}
