import {conjugateGradientDescription} from './conjugate-gradient.ts';
import type {SolverDescription} from './describe-solver.ts';
import {lbfgsDescription} from './lbfgs.ts';
import {newtonCGDescription} from './newton-cg.ts';

/**
 * Every solver by the name of its factory: formula, options, state, reference, and how to make one.
 *
 * @example
 * solverCatalogue.lbfgs.create({memory: 5}).getConfig();
 */
export const solverCatalogue: Readonly<Record<string, SolverDescription>> = {
  conjugateGradient: conjugateGradientDescription,
  lbfgs: lbfgsDescription,
  newtonCG: newtonCGDescription,
};
