import {nativeTypes} from '../binding.ts';
import type {Binding} from '../binding.ts';

/**
 * A number that is finite only where all squares of a float32 tensor, and their sum, are: half of that sum.
 *
 * @param id the native tensor
 * @returns the native id of a scalar, which belongs to the caller
 * @example
 * Number.isFinite(binding.tensorDataSync(sumOfSquares(binding, id))[0]); // false where an element is 1e30
 */
export function sumOfSquares(binding: Binding, id: number): number {
  return binding.executeOp('L2Loss', [{name: 'T', type: binding.TF_ATTR_TYPE, value: nativeTypes.float32}], [id], 1)[0]!
    .id;
}
