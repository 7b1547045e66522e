/**
 * The native backend: tfjs-node with TensorFlow's C++ library, started where it is, else the fastest backend that is there.
 *
 * A function is traced at the backend's binding, its operations are made one graph, optimized, and run as one native call.
 * Optimizers' updates go through TensorFlow's fused kernels. On other backends everything runs as it is.
 */
import '../base/wording.ts';
import './run/index.ts';

export {accelerate, type AccelerateOptions} from './accelerate/index.ts';
export {type Compiled, compile, type CompileOptions, UntraceableError} from '../update/index.ts';
export {type BackendDiagnosis, type BackendName, diagnoseBackend, loadBackend} from './start/index.ts';
