/**
 * Solvers: optimizers that evaluate the loss along a line in each iteration, for losses that are the same every time.
 *
 * A solver says a direction, a line search finds the step. `minimize` is one iteration, `solve` goes on until the gradient is as small
 * as float32 tells, and says why it stopped.
 */
export {solverCatalogue} from './catalogue.ts';
export {ConjugateGradient, conjugateGradient, type ConjugateGradientOptions} from './conjugate-gradient.ts';
export {Lbfgs, lbfgs, type LbfgsOptions} from './lbfgs.ts';
export {backtracking, type BacktrackingOptions} from './line-search/backtracking.ts';
export {exactQuadratic} from './line-search/exact-quadratic.ts';
export {lineSearchCatalogue} from './line-search/catalogue.ts';
export {lineSearchFromConfig} from './line-search/from-config.ts';
export {hagerZhang, type HagerZhangOptions} from './line-search/hager-zhang.ts';
export type {Line, LinePoint, LineSearch, LineSearchConfig, LineSearchDescription} from './line-search/line.ts';
export {strongWolfe, type StrongWolfeOptions} from './line-search/strong-wolfe.ts';
export type {SolverDescription} from './describe-solver.ts';
export {NewtonCG, newtonCG, type NewtonCGOptions, type NewtonCGSolve} from './newton-cg.ts';
export type {Evaluations} from '../../lib/update/index.ts';
export type {SolveOptions, SolveResult, SolverProgress, SolverStop} from './solve-by.ts';
export {Solver} from './solver.ts';
