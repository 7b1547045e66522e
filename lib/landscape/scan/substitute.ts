import type * as tf from '@tensorflow/tfjs';
import type {ScanWeights} from './weights.ts';

/**
 * Runs a function during which own properties stand in front of methods of some objects; they are removed afterwards.
 *
 * @param owners the objects
 * @param name of the method
 * @param methods what stands in its place, in the order of the objects
 */
export function withMethods<T>(
  owners: readonly object[],
  name: string,
  methods: readonly ((...args: never[]) => unknown)[],
  run: () => T,
): T {
  const before = owners.map((owner) => Object.getOwnPropertyDescriptor(owner, name));
  try {
    for (const [i, owner] of owners.entries()) {
      Object.defineProperty(owner, name, {value: methods[i], configurable: true, writable: true});
    }
    return run();
  } finally {
    for (const [i, owner] of owners.entries()) {
      const descriptor = before[i];
      if (descriptor) Object.defineProperty(owner, name, descriptor);
      else delete (owner as Record<string, unknown>)[name];
    }
  }
}

/**
 * Runs a function during which the layers of a model read other tensors in the place of their weights.
 *
 * @param weights of the model
 * @param values in their order
 */
export function withWeights<T>(
  layerVariables: NonNullable<ScanWeights['layerVariables']>,
  values: readonly tf.Tensor[],
  run: () => T,
): T {
  return withMethods(
    layerVariables,
    'read',
    values.map((value) => () => value),
    run,
  );
}
