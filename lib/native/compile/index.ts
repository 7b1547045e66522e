export {type Compiled, compile, type CompileOptions} from './compile.ts';
export {UntraceableError} from '../graph/untraceable-error.ts';
export {isTracing} from './tracing.ts';
