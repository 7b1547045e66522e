/**
 * Running: a recorded call as a graph in a session of TensorFlow, which takes its inputs and gives its results in one native call.
 *
 * Variables that kernels update live in the session, and are read out of it when somebody asks for them. Several steps of training
 * may share a call.
 */
export {Compilation, type Compiled, compile} from './compile.ts';
export type {CompileOptions} from './compiled-graph.ts';
export {chooseSteps} from './steps-per-execution.ts';
