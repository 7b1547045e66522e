import {describeOptions, type OptionDescription, type OptionTable} from '../../lib/base/options.ts';
import type {Solver} from './solver.ts';

/** What the list of solvers says of one, and how to make it. */
export interface SolverDescription {
  /** A new solver; what the class refuses, it refuses here. */
  readonly create: (options?: object) => Solver;
  readonly formula: string;
  readonly options: Readonly<Record<string, OptionDescription>>;
  /** What it keeps from one iteration to the next, which a checkpoint holds. */
  readonly state: string;
  readonly reference: string;
}

/** Makes the description of a solver of its class, its table and its texts. */
export function describeSolver(
  Class: new (options: never) => Solver,
  table: OptionTable,
  texts: {formula: string; state: string; reference: string},
): SolverDescription {
  return {create: (options = {}) => new Class(options as never), ...texts, options: describeOptions(table)};
}
