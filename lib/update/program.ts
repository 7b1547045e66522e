import type {Question} from './coefficient.ts';

/** An operation on elements; comparisons give 1 or 0, and `select` takes the second argument where the first is not 0. */
export type Elementwise =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'square'
  | 'sqrt'
  | 'neg'
  | 'abs'
  | 'max'
  | 'min'
  | 'sign'
  | 'less'
  | 'lessEqual'
  | 'equal'
  | 'notEqual'
  | 'select'
  | 'exp'
  | 'log'
  | 'tanh'
  | 'sigmoid'
  | 'pow';

/**
 * A step of a program, with the indices of the steps that it reads: an element of the memory that changes or of the gradient, a
 * number, an operation, or the sum of all elements. What comes of numbers and sums alone is one value for all elements.
 */
export type Step =
  | {readonly kind: 'stream'; readonly index: number}
  | {readonly kind: 'number'; readonly index: number}
  | {
      readonly kind: 'operation';
      readonly operation: Elementwise;
      readonly steps: readonly number[];
      readonly isSingle: boolean;
    }
  | {readonly kind: 'sum'; readonly step: number};

/** Whether a step has one value for all elements. */
export function isSingle(step: Step): boolean {
  return step.kind === 'number' || step.kind === 'sum' || (step.kind === 'operation' && step.isSingle);
}

/** The name under which a program reads the share of weight decay; no number of a rule has it. */
export const shrinkageName = '\0shrinkage';

/**
 * The equation of a rule for one variable, as a short program over its elements.
 *
 * The streams are the value, the slots, and last the gradient; each step stands after those that it reads.
 */
export interface Program {
  /** The slots, in the order of their streams, which start at 1. */
  readonly slots: readonly string[];
  /** The numbers that it reads: names of the plan's, or constants of the equation. */
  readonly numbers: readonly (string | number)[];
  readonly steps: readonly Step[];
  /** Streams that change, and the steps that give their new elements. */
  readonly stores: readonly {readonly stream: number; readonly step: number}[];
}

/** A text that is the same for programs that compute the same; JSON has one word for NaN and infinity, and none for -0. */
export function programKey({slots, numbers, steps, stores}: Program): string {
  const constants = numbers.map((number) =>
    Object.is(number, -0) ? '-0' : typeof number === 'number' ? `=${number}` : number,
  );
  return JSON.stringify([slots, constants, steps, stores]);
}

/** What an equation asked of a number while it was recorded, and the answer. */
export interface Asked {
  readonly name: string;
  readonly question: Question;
  readonly given: number | boolean;
}
