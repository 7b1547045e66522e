import {checkNumbers, show} from '../../base/arguments.ts';
import {permutation, type RandomStream} from '../../base/random.ts';

/** Indices of the examples to train with and of those to test with. */
export interface Split {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** How many examples there are, or the label of each. */
export type ExamplesOrCount = number | ArrayLike<number>;

/** The number of examples; refuses what is no count and fewer examples than `least`. */
export function countOf(owner: string, examples: ExamplesOrCount, least = 2): number {
  const list = typeof examples === 'object' && examples !== null && 'length' in examples;
  if (!list && typeof examples !== 'number') {
    throw new TypeError(`${owner}: examples must be a count or an array of labels, received ${show(examples)}`);
  }
  const count = typeof examples === 'number' ? examples : examples.length;
  checkNumbers(owner, {[list ? 'examples.length' : 'examples']: count}, {from: least, whole: true});
  return count;
}

/** The indices of every class, classes by increasing label; refuses a mere count. */
export function classMembers(owner: string, option: string, examples: ExamplesOrCount): Int32Array[] {
  if (typeof examples === 'number') {
    throw new TypeError(
      `${owner}: ${option} needs the label of every example, received only their number, ${examples}`,
    );
  }
  const members = new Map<number, number[]>();
  for (let i = 0; i < examples.length; i++) {
    const label = examples[i]!;
    if (!Number.isInteger(label)) {
      throw new RangeError(`${owner}: labels must be whole numbers, received ${show(label)} at ${i}`);
    }
    const list = members.get(label);
    if (list === undefined) members.set(label, [i]);
    else list.push(i);
  }
  return [...members].sort(([one], [other]) => one - other).map(([, indices]) => Int32Array.from(indices));
}

/**
 * Divides a total in proportion to the given sizes, in whole numbers that add up to it exactly: the largest remainders are
 * rounded up (Hamilton's method), the first of equals first.
 */
export function apportion(sizes: readonly number[], total: number): number[] {
  const sum = sizes.reduce((a, b) => a + b, 0);
  const shares = sizes.map((size) => Math.floor((size * total) / sum));
  const open = total - shares.reduce((a, b) => a + b, 0);
  // Remainders as whole numbers, so that rounding cannot tell machines apart.
  const remainders = sizes.map((size, index) => ({index, rest: (size * total) % sum}));
  for (const {index} of remainders.sort((a, b) => b.rest - a.rest || a.index - b.index).slice(0, open))
    shares[index]!++;
  return shares;
}

/** The indices in a random order. */
export function shuffled(indices: Int32Array, random: RandomStream): Int32Array {
  return permutation(indices.length, random).map((position) => indices[position]!);
}

/** The indices of several lists, one list after the other. */
export function joined(lists: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(lists.reduce((sum, {length}) => sum + length, 0));
  let offset = 0;
  for (const list of lists) {
    all.set(list, offset);
    offset += list.length;
  }
  return all;
}
