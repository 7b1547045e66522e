/**
 * The contract between an update rule and what carries it out: a rule gives a plan as data, an executor follows it.
 *
 * A plan holds the numbers of one update and the equation; the plain executor here follows it with single operations, others by
 * kernels or into a record. An optimizer declares what its updates depend on, so that nobody has to guess.
 */
export {answer, type Coefficient, coefficient, toCoefficients} from './coefficient.ts';
export {compiledSteadily} from './compiled-steadily.ts';
export {compile, type Compiled} from './compile.ts';
export {type CompileOptions, compileTable} from './compile-options.ts';
export {
  type CallWatch,
  type CompiledCalls,
  compiledCalls,
  hasCompiler,
  type Look,
  provideCompiler,
  watchCalls,
} from './compiler.ts';
export type {Declaration, DeclaringOptimizer, Evaluations, Search} from './declaration.ts';
export {declareAround, type OwnWords} from './declare-around.ts';
export {declarationOf, undeclared} from './declared.ts';
export {evaluateAgain, type EvaluatedAgain, expectEvaluations} from './evaluate-again.ts';
export {
  carryOut,
  coefficientsOf,
  type Executor,
  plainUpdates,
  provideUpdates,
  updatePlainly,
  withExecutor,
} from './executor.ts';
export {type Asked, type Program, programKey, shrinkageName} from './program.ts';
export {checkKeepsFloat32, inFloat32, keepExact, keepsHalves} from './half-float.ts';
export {isAnswered, numberOf, recordedEquation} from './programs.ts';
export type {SharedInput, UpdateInput, UpdateOutput, UpdatePlan, UpdateTarget} from './plan.ts';
export {recordEquation} from './record-equation.ts';
export {releasingTape} from './release-tape.ts';
export {RunState} from './run-state.ts';
export {chooseSteps} from './steps-per-execution.ts';
export {isTracing, whileTracing} from './tracing.ts';
export {UntraceableError} from './untraceable-error.ts';
