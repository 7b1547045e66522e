import * as tf from '@tensorflow/tfjs';
import {type BackendName, backendNames, backendVariable, requestedBackend} from './backend-name.ts';
import {type Absence, loadTensorflow} from './load-tensorflow.ts';
import {loadWasm} from './load-wasm.ts';
import {tellFallback} from './notice.ts';
import {nativeRemedy} from './remedy.ts';

async function activate(name: BackendName): Promise<Absence | null> {
  let absence: Absence | null = null;
  if (tf.findBackendFactory(name) === null || name === 'wasm') {
    if (name === 'tensorflow') absence = loadTensorflow();
    if (name === 'wasm') absence = await loadWasm();
  }
  if (absence !== null) return absence;
  await tf.setBackend(name);
  await tf.ready();
  // The plain JavaScript backend advises tfjs-node at its first operation; the line below has said so already.
  if (name === 'cpu') Object.assign(tf.backend(), {firstUse: false});
  return null;
}

async function fastest(): Promise<BackendName> {
  const absences: Absence[] = [];
  for (const name of backendNames) {
    const absence = await activate(name);
    if (absence === null) {
      if (absences.length > 0) {
        const reasons = absences.map(({reason}) => reason).join(', and ');
        tellFallback(
          `tfjs-optim: running on the slower backend '${name}' because ${reasons}; ` +
            `to mend it: ${nativeRemedy(absences[0]!.installed)}`,
        );
      }
      return name;
    }
    absences.push(absence);
  }
  throw new Error(`internal: no TensorFlow.js backend starts (${absences.map(({reason}) => reason).join(', ')})`);
}

async function forced(name: BackendName, option: boolean): Promise<BackendName> {
  const absence = await activate(name);
  if (absence === null) return name;
  const remedy =
    name === 'tensorflow' ? nativeRemedy(absence.installed) : 'npm install @tensorflow/tfjs-backend-wasm@4.22.0';
  const source = option ? `backend: '${name}'` : `${backendVariable}=${name}`;
  throw new Error(
    `${source} asks for a backend that is not here: ${absence.reason}. ` +
      `Make it available with: ${remedy}, or leave the setting out to take the fastest backend that is.`,
  );
}

let chosen: Promise<string> | undefined;

/**
 * Starts the fastest TensorFlow.js backend that this machine has and resolves to its name:
 * TensorFlow's C++ kernels ('tensorflow'), else WebAssembly ('wasm'), else plain JavaScript ('cpu').
 *
 * The option, or else the environment variable `TFJS_OPTIM_BACKEND`, forces one. Falling back writes one line to
 * standard error, once. Calling it again returns the backend that runs, unless the option names another.
 *
 * @param options.backend 'tensorflow', 'wasm' or 'cpu'; the fastest there is by default
 * @throws RangeError for an unknown name
 * @throws Error where a forced backend is absent; nothing else is started then
 * @example
 * await loadBackend({backend: 'cpu'}); // 'cpu'
 */
export function loadBackend({backend}: {backend?: BackendName} = {}): Promise<string> {
  if (chosen !== undefined && backend === undefined) return chosen;
  const start = async (): Promise<string> => {
    await chosen?.catch(() => {});
    const name = requestedBackend(backend);
    return name === undefined ? await fastest() : await forced(name, backend !== undefined);
  };
  const attempt = start();
  const previous = chosen;
  chosen = attempt;
  attempt.catch(() => {
    if (chosen === attempt) chosen = previous;
  });
  return attempt;
}
