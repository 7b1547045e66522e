import {type Binding, nativeTypes} from '../binding.ts';

/** More than the numbers of any update, so that none is freed while it is in use. */
const capacity = 64;

const caches = new WeakMap<Binding, Map<number, number>>();

/**
 * The native tensor of a number in float32; it stays the same while the number was asked for recently.
 *
 * @param binding the compiled part of tfjs-node
 * @param value a number
 * @returns the id of a scalar, which stays ours
 * @example
 * nativeScalar(binding, 0.9) === nativeScalar(binding, 0.9); // true
 */
export function nativeScalar(binding: Binding, value: number): number {
  let ids = caches.get(binding);
  if (ids === undefined) caches.set(binding, (ids = new Map()));
  let id = ids.get(value);
  if (id === undefined) {
    id = binding.createTensor([], nativeTypes.float32, new Float32Array([value]));
    for (const [oldest, stale] of ids) {
      if (ids.size < capacity) break;
      ids.delete(oldest);
      binding.deleteTensor(stale);
    }
  } else {
    ids.delete(value);
  }
  // A Map keeps the order of insertion: what was used last stands last.
  ids.set(value, id);
  return id;
}

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
