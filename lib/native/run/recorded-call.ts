import {nextNumbers, type NumberOf, type Surroundings, type Trace, type Tree} from '../trace/index.ts';

/** The numbers that are fed, for each update of an optimizer. */
export type GraphNumbers = readonly NumberOf[];

/** A recorded call, and what does the same again. */
export interface RecordedCall {
  readonly trace: Trace;
  /** Whether something that it needs is gone, so that it never runs again. */
  readonly isOver: boolean;
  /** The numbers to be fed at the next call; null where the function would do something else now than what was recorded. */
  next(): GraphNumbers | null;
  /**
   * Does what the function does: reads variables, writes variables, moves the counts of optimizers on, returns what it returns.
   *
   * @param args of the call
   * @param numbers what `next` has returned
   */
  run(args: Tree, numbers: GraphNumbers): unknown;
  dispose(): void;
}

/** The numbers of the next call; null where a recorded one is no longer what the function would do. */
export function numbersOf(trace: Trace, surroundings: Surroundings): GraphNumbers | null {
  if (!surroundings.isSame) return null;
  const numbers: NumberOf[] = [];
  for (const update of trace.updates) {
    const next = nextNumbers(update);
    if (next === null) return null;
    numbers.push(next);
  }
  return numbers;
}
