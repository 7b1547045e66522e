import {uniformFloat64} from 'pure-rand/distribution/uniformFloat64';
import {uniformInt} from 'pure-rand/distribution/uniformInt';
import {xoroshiro128plus} from 'pure-rand/generator/xoroshiro128plus';

/** A stream of pseudo-random numbers drawn in JavaScript, so that results do not depend on the backend. */
export interface RandomStream {
  /** The next number in [0, 1). */
  uniform(): number;
  /** The next whole number in [0, limit). */
  integer(limit: number): number;
  /** The next standard normal number. */
  normal(): number;
}

/** Mixes a seed and the names or numbers of a purpose into one 32-bit seed (FNV-1a), so that purposes do not share draws. */
function mix(parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('/')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return hash | 0;
}

/**
 * Opens the stream of a seed and a purpose: the same arguments always give the same numbers.
 *
 * @param seed any finite number
 * @param purpose words and numbers that tell this use apart from others of the same seed, such as `'batches', epoch`
 */
export function randomStream(seed: number, ...purpose: (string | number)[]): RandomStream {
  if (!Number.isFinite(seed)) throw new RangeError(`seed must be a finite number, got ${seed}`);
  const generator = xoroshiro128plus(mix([seed, ...purpose]));
  const uniform = () => uniformFloat64(generator);
  return {
    uniform,
    integer: (limit) => uniformInt(generator, 0, limit - 1),
    // Box and Muller, 1958; 1 - u keeps the logarithm finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

/** A random order of 0, ..., count - 1 (Fisher and Yates). */
export function permutation(count: number, random: RandomStream): Int32Array {
  const order = Int32Array.from({length: count}, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
