import {checkNumbers, positive} from '../lib/base/arguments.ts';

/** Refuses boundaries that are not positive and increasing, or whose number does not fit the things between them. */
export function checkBoundaries(owner: string, boundaries: readonly number[], name: string, count: number): void {
  for (const [index, boundary] of boundaries.entries()) {
    checkNumbers(owner, {[`boundaries[${index}]`]: boundary}, index === 0 ? positive : {above: boundaries[index - 1]!});
  }
  if (boundaries.length !== count - 1) {
    throw new RangeError(
      `${owner}: ${name} must have one element more than boundaries, received ${count} and ${boundaries.length}`,
    );
  }
}

/** Which of the stretches between the boundaries a step is in: a boundary belongs to the stretch that it opens. */
export function stretchOf(step: number, boundaries: readonly number[]): number {
  const index = boundaries.findIndex((boundary) => step < boundary);
  return index === -1 ? boundaries.length : index;
}
