import type {BackendName} from './backend-name.ts';
import {tellFallback} from './notice.ts';
import {startBackend} from './start-backend.ts';

/**
 * Starts the fastest TensorFlow.js backend that this machine has and resolves to its name:
 * TensorFlow's C++ kernels ('tensorflow'), else WebAssembly ('wasm'), else plain JavaScript ('cpu').
 *
 * The option, or else the environment variable `TFJS_OPTIM_BACKEND`, forces one. Falling back writes one line to
 * standard error, once. Calling it again returns the backend that runs, unless the option names another.
 *
 * @param options `backend` 'tensorflow', 'wasm' or 'cpu'; the fastest there is by default
 * @throws RangeError for an unknown name
 * @throws Error where a forced backend is absent; what ran before still runs then
 * @example
 * await loadBackend({backend: 'cpu'}); // 'cpu'
 */
export async function loadBackend(options: {backend?: BackendName} = {}): Promise<string> {
  const {name, absences} = await startBackend(options.backend);
  if (absences.length > 0) {
    const reasons = absences.map(({reason}) => reason).join(', and ');
    const remedies = absences.map(({remedy}) => remedy).join(', or: ');
    tellFallback(`tfjs-optim: running on the slower backend '${name}' because ${reasons}; to mend it: ${remedies}`);
  }
  return name;
}
