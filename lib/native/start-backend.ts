import * as tf from '@tensorflow/tfjs';
import {AbsentBackendError} from './absent-backend-error.ts';
import {type BackendName, backendNames, backendVariable, requestedBackend} from './backend-name.ts';
import {type Absence, loadTensorflow} from './load-tensorflow.ts';
import {loadWasm} from './load-wasm.ts';

/** The backend that runs, and why the faster ones do not. */
export interface Started {
  name: BackendName;
  absences: readonly Absence[];
}

async function activate(name: BackendName): Promise<Absence | null> {
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
