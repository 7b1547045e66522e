export {accelerate, type AccelerateOptions} from './accelerate/index.ts';
export {AbsentBackendError} from './start/absence.ts';
export {loadBackend} from './start/backend.ts';
export {type BackendName, backendNames, backendVariable} from './start/backend-name.ts';
export {type Compiled, compile, type CompileOptions, UntraceableError} from './compile/index.ts';
export {type BackendDiagnosis, diagnoseBackend} from './start/diagnosis.ts';
export type {Problem} from './start/problems.ts';
