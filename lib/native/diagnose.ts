import * as tf from '@tensorflow/tfjs';
import {AbsentBackendError} from './absent-backend-error.ts';
import {backendVariable} from './backend-name.ts';
import {threadsVariable} from './start/wasm-threads.ts';
import {findProblems, type Problem} from './problems.ts';
import {applySettings} from './settings.ts';
import {type Started, startBackend} from './start-backend.ts';
import {packageVersions} from './versions.ts';

/** What runs here, with what, and what to do about each thing that is missing. */
export interface BackendDiagnosis {
  /** 'tensorflow', 'wasm' or 'cpu'; 'none' where the one that is asked for does not start. */
  backend: string;
  /** The version of TensorFlow's C library; `null` on the other backends. */
  tensorflowVersion: string | null;
  node: string;
  platform: string;
  threads: number;
  /** The environment that the backend was started with. */
  settings: Record<string, string>;
  problems: Problem[];
  versions: Record<string, string>;
}

/** With how many threads the backend computes that runs. */
function threadsOf(backend: string | undefined, settings: Record<string, string>): number {
  if (backend === 'tensorflow') return Number(settings['TF_NUM_INTRAOP_THREADS']);
  if (backend !== 'wasm') return 1;
  return (tf.backend() as unknown as {wasm: {tfjs: {getThreadsCount(): number}}}).wasm.tfjs.getThreadsCount();
}

function tensorflowVersion(): string | null {
  const {binding} = tf.backend() as {binding?: {TF_Version?: string}};
  return binding?.TF_Version ?? null;
}

/**
 * Starts the backend as `loadBackend` does and describes it; what does not start is reported, not thrown.
 *
 * @example
 * const {backend, problems} = await diagnoseBackend();
 */
export async function diagnoseBackend(): Promise<BackendDiagnosis> {
  const problems: Problem[] = [];
  let started: Started | null = null;
  try {
    started = await startBackend();
  } catch (error) {
    problems.push({
      what: error instanceof Error ? error.message : String(error),
      remedy: error instanceof AbsentBackendError ? error.remedy : `unset ${backendVariable}`,
    });
  }
  for (const {reason, remedy} of started?.absences ?? []) {
    problems.push({what: `${reason}, so a slower backend is used`, remedy});
  }
  const native = started?.name === 'tensorflow';
  const settings: Record<string, string> = native ? applySettings() : {};
  for (const name of [backendVariable, ...(started?.name === 'wasm' ? [threadsVariable] : [])]) {
    const asked = process.env[name];
    if (asked !== undefined && asked !== '') settings[name] = asked;
  }
  const versions = packageVersions();
  problems.push(...findProblems({versions, settings}));
  return {
    backend: started?.name ?? 'none',
    tensorflowVersion: native ? tensorflowVersion() : null,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    threads: threadsOf(started?.name, settings),
    settings,
    problems,
    versions,
  };
}
