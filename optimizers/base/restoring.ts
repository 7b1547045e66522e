import type * as tf from '@tensorflow/tfjs';
import {restoredShared} from './restored-shared.ts';
import {restoredSlots} from './restored-slots.ts';
import {orDeviceLost} from '../../lib/base/or-device-lost.ts';
import {checkCount, checkSaved} from './saved-weights.ts';
import type {SharedKind} from './shared-state.ts';
import type {SlotKind} from './slot-variable.ts';
import type {NamedWeight, WaitingState} from './slots.ts';

/**
 * What weights hold for an optimizer; rules load this where they restore something, so that pages that never do go without.
 *
 * @param weights what `getWeights` returned; they are copied by reference
 * @returns the number of updates, what `SharedState.restore` takes, and what `Slots.restore` takes
 * @throws TypeError, RangeError for what are no weights; nothing is kept then
 */
export async function restored(
  owner: string,
  weights: readonly NamedWeight[],
  slotKinds: readonly SlotKind[],
  sharedKinds: readonly SharedKind[],
  isStrict: boolean,
): Promise<{iterations: number; shared: ReadonlyMap<string, tf.Variable>; waiting: WaitingState}> {
  const {counter, slots} = checkSaved(owner, weights);
  const iterations = checkCount(owner, (await orDeviceLost(counter.data()))[0]);
  const {values, rest} = restoredShared(slots, sharedKinds);
  return {iterations, shared: values, waiting: restoredSlots(rest, slotKinds, isStrict)};
}
