export {type Compiled, compile} from './compile.ts';
export type {CompileOptions} from './options.ts';
export {UntraceableError} from '../graph/untraceable-error.ts';
export {isTracing} from '../trace/tracing.ts';
