import {
  type Absence,
  AbsentBackendError,
  type BackendName,
  backendNames,
  backendVariable,
  requestedBackend,
  tellFallback,
} from './backend-choice.ts';
import {loadTensorflow} from './load-tensorflow.ts';
import {loadWasm} from './load-wasm.ts';

/** The backend that runs, and why the faster ones do not. */
export interface Started {
  name: BackendName;
  absences: readonly Absence[];
}

async function activate(name: BackendName): Promise<Absence | null> {
  const tf = await import('@tensorflow/tfjs');
  if (name === 'tensorflow' && tf.findBackendFactory(name) === null) {
    const absence = loadTensorflow();
    if (absence !== null) return absence;
  }
  if (name === 'wasm') {
    const absence = await loadWasm();
    if (absence !== null) return absence;
  }
  await tf.setBackend(name);
  await tf.ready();
  // At its first operation the plain JavaScript backend prints an advertisement of tfjs-node.
  if (name === 'cpu') Object.assign(tf.backend(), {firstUse: false});
  return null;
}

async function fastest(): Promise<Started> {
  const absences: Absence[] = [];
  for (const name of backendNames) {
    const absence = await activate(name);
    if (absence === null) return {name, absences};
    absences.push(absence);
  }
  throw new Error(`internal: no TensorFlow.js backend starts (${absences.map(({reason}) => reason).join(', ')})`);
}

async function forced(name: BackendName, source: string): Promise<Started> {
  const absence = await activate(name);
  if (absence === null) return {name, absences: []};
  throw new AbsentBackendError(source, absence.reason, absence.remedy);
}

let current: Promise<Started> | undefined;

/** Starts the backend that is asked for, else keeps the one that runs, else takes the fastest; one start at a time. */
export function startBackend(backend?: string): Promise<Started> {
  if (current !== undefined && backend === undefined) return current;
  const previous = current;
  const attempt = (async () => {
    await previous?.catch(() => {});
    const name = requestedBackend(backend);
    if (name === undefined) return await fastest();
    return await forced(name, backend === undefined ? `${backendVariable}=${name}` : `backend: '${name}'`);
  })();
  current = attempt;
  attempt.catch(() => {
    if (current === attempt) current = previous;
  });
  return attempt;
}

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
