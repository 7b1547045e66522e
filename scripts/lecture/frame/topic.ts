import type {FigurePlan} from '../figures/plan.ts';
import type {Ground} from './ground.ts';

/** What became of a statement: the first three are for numbers that the notes print, the others for what they claim. */
export const verdicts = [
  'exact',
  'rounded intermediate',
  'slip',
  'holds',
  'holds with conditions',
  'does not hold',
] as const;

export type Verdict = (typeof verdicts)[number];

/** What was measured, by name; for a slip `printed` and `right` are among it. */
export type Values = Readonly<Record<string, number | readonly number[] | readonly (readonly number[])[]>>;

/** A table of a worked example, every digit of the notes beside ours. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** One statement of the notes, with the experiment that decides about it. */
export interface Item<Measured extends Values = Values> {
  /** As in `L7.5`; several items may bear it. */
  readonly id: string;
  /** Tells the items of a topic apart, in addresses and in specs: `worked-example`. */
  readonly name: string;
  readonly title: string;
  /** In our words. */
  readonly statement: string;
  /** File and lines of the notes, `003:516-582`; several with a comma between. */
  readonly places: string;
  /** What a listener is asked before the experiment. */
  readonly question: string;
  readonly measure: (ground: Ground) => Measured | Promise<Measured>;
  /** The rule of the verdict in words, beside the rule. */
  readonly rule: string;
  readonly verdict: (measured: Measured) => Verdict;
  /** What was found, with its numbers, in one to three sentences. */
  readonly answer: (measured: Measured) => string;
  readonly tables?: (measured: Measured) => readonly Table[];
  readonly figures?: (measured: Measured) => readonly FigurePlan[];
  /** About ten lines that run as they stand against the package, and what they print. */
  readonly code: string;
  readonly prints: string;
  /** What to try next. */
  readonly next: string;
  /** A command that shows the same on a real network, as the words after `tfjs-optim`. */
  readonly real?: string;
}

/** A question whose answer a student computes; `lecture check` gives the measured error. */
export interface Exercise {
  /** By which an answer is found in the file of answers, `7a`. */
  readonly name: string;
  readonly question: string;
  /** The right answer, computed within a second: a number or a list of numbers. */
  readonly answer: () => number | readonly number[];
  /** The greatest error relative to the answer that counts as right; where the answer is 0, the greatest error. */
  readonly tolerance: number;
  readonly hint: string;
}

/** A chapter of the lecture: its folder holds this in `topic.ts`, and what is computed in `compute.ts`. */
export interface Topic {
  readonly number: number;
  /** In addresses and on the command line: `gradient-descent`. */
  readonly name: string;
  readonly title: string;
  /** What it is about, in two sentences. */
  readonly summary: string;
  readonly items: readonly Item[];
  readonly exercises: readonly Exercise[];
}

/** Keeps the type of what an item measures inside of it. */
export const item = <Measured extends Values>(made: Item<Measured>): Item => made as unknown as Item;
