import * as tf from '@tensorflow/tfjs';
import {rescaled, unitRows} from './move-units.ts';
import type {UnitGroup, UnitSlot} from './unit-groups.ts';

/** Of each unit the sum of the squares of its weights in some slots. */
function squares(weights: readonly tf.Tensor[], slots: readonly UnitSlot[], units: number): Float64Array {
  const sums = new Float64Array(units);
  for (const slot of slots) {
    const row = tf.tidy(() => tf.sum(tf.square(unitRows(weights[slot.index]!, slot, units)), 1).dataSync());
    for (let unit = 0; unit < units; unit++) sums[unit]! += row[unit]!;
  }
  return sums;
}

const sweeps = 100;
const settled = 1e-7;

/**
 * Rescales the units of all layers so that what enters a unit is as large as what leaves it: of all rescaled copies of the weights
 * the one with the least norm, which is the same for all of them.
 *
 * s_u = sqrt(|out_u| / |in_u|), layer by layer until nothing changes
 *
 * @param weights new tensors come back where they change
 * @param groups those that are not homogeneous stay as they are
 * @returns the weights and the factor of every unit of every group
 */
export function balanced(
  weights: readonly tf.Tensor[],
  groups: readonly UnitGroup[],
): {weights: tf.Tensor[]; factors: Float64Array[]} {
  let current = [...weights];
  const factors = groups.map(({units}) => new Float64Array(units).fill(1));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let change = 0;
    for (const [g, group] of groups.entries()) {
      if (!group.isHomogeneous) continue;
      const [into, out] = [group.incoming, group.outgoing].map((slots) => squares(current, slots, group.units));
      const steps = into!.map((square, unit) => {
        // A unit that nothing enters or nothing reads can have any size.
        const step = square > 0 && out![unit]! > 0 ? (out![unit]! / square) ** 0.25 : 1;
        change = Math.max(change, Math.abs(Math.log(step)));
        factors[g]![unit]! *= step;
        return step;
      });
      current = rescaled(current, group, steps);
    }
    if (change < settled) break;
  }
  return {weights: current, factors};
}
