export {answer, type Coefficient, coefficient, isNegligible, type Question, toCoefficients} from './coefficient.ts';
export {type Declaration, declarationOf, type DeclaringOptimizer, undeclared} from './declaration.ts';
export {equationName, nameEquation} from './equation-name.ts';
export {carryOut, coefficientsOf, type Executor, plainUpdates, updatePlainly, withExecutor} from './executor.ts';
export type {Equation, UpdateInput, UpdateOutput, UpdatePlan, UpdateTarget} from './plan.ts';
export {releasingTape} from './release-tape.ts';
