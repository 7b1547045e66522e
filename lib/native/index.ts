export {accelerate, type AccelerateOptions} from './accelerate/index.ts';
export {AbsentBackendError} from './absent-backend-error.ts';
export {loadBackend} from './backend.ts';
export {type BackendName, backendNames, backendVariable} from './backend-name.ts';
export {type Compiled, compile, type CompileOptions, UntraceableError} from './compile/index.ts';
export {type BackendDiagnosis, diagnoseBackend} from './diagnose.ts';
export type {Problem} from './problems.ts';
