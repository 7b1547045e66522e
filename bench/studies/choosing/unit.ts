import type {ProblemName} from './problems.ts';

/** One training of the study. */
export interface Unit {
  readonly problem: ProblemName;
  readonly entry: string;
  readonly rate: number;
  readonly seed: number;
}

/** How it went: the losses and the accuracy after each epoch that ended, over all training and all test digits. */
export interface UnitResult extends Unit {
  readonly trainLoss: readonly number[];
  readonly testLoss: readonly number[];
  readonly testAccuracy: readonly (number | null)[];
  readonly stopped: string;
  readonly updates: number;
  readonly seconds: number;
}

export const keyOf = ({problem, entry, rate, seed}: Unit): string => `${problem}|${entry}|${rate}|${seed}`;
