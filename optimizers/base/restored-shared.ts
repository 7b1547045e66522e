import * as tf from '@tensorflow/tfjs';
import type {SharedKind} from './shared-state.ts';
import {slotVariable} from './slot-variable.ts';
import type {NamedWeight} from './slots.ts';

/**
 * Parts what `SharedState.weights` returned from the weights that are something else.
 *
 * @returns `values` for `SharedState.restore`, and the `rest`
 * @throws RangeError where one of them is no scalar
 */
export function restoredShared(
  weights: readonly NamedWeight[],
  kinds: readonly SharedKind[],
): {values: ReadonlyMap<string, tf.Variable>; rest: NamedWeight[]} {
  const isShared = ({name}: NamedWeight): boolean => kinds.some((kind) => kind.name === name);
  const own = weights.filter(isShared);
  for (const {name, tensor} of own) {
    if (tensor.size === 1) continue;
    throw new RangeError(
      `setWeights: "${name}" must be a scalar, received shape [${tensor.shape.join()}]; pass what getWeights returned`,
    );
  }
  const values = new Map(own.map(({name, tensor}) => [name, tf.tidy(() => slotVariable(tf.reshape(tensor, [])))]));
  return {values, rest: weights.filter((weight) => !isShared(weight))};
}
