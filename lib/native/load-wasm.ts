import {availableParallelism} from 'node:os';
import type * as wasm from '@tensorflow/tfjs-backend-wasm';
import type {Absence} from './load-tensorflow.ts';
import {locatePackage} from './locate.ts';
import {registerThreads, registerTrainingKernels} from './portable/index.ts';
import {applySettings} from './settings.ts';

const events = ['uncaughtException', 'unhandledRejection'] as const;

/** The threads that the settings ask for; a 0 leaves it to the backend, as for TensorFlow. */
function wantedThreads(): number {
  const {TF_NUM_INTRAOP_THREADS: number} = applySettings({...process.env});
  return Number(number) || availableParallelism();
}

/** Gives a backend that has not been started yet its threads; one where they do not start computes without. */
async function startThreads(backendWasm: typeof wasm): Promise<void> {
  const tf = await import('@tensorflow/tfjs');
  const [threads, folder] = [wantedThreads(), locatePackage('@tensorflow/tfjs-backend-wasm')];
  if (threads < 2 || folder === null || 'wasm' in tf.engine().registry) return;
  await registerThreads(backendWasm, folder, threads).catch(() => {});
}

/** Loads and starts the WebAssembly backend, which finds its .wasm files beside its own module; returns why not where it cannot. */
export async function loadWasm(): Promise<Absence | null> {
  const before = events.map((event) => process.listeners(event as 'uncaughtException'));
  try {
    await startThreads(await import('@tensorflow/tfjs-backend-wasm'));
    const tf = await import('@tensorflow/tfjs');
    if (!(await tf.setBackend('wasm'))) return {reason: 'WebAssembly does not start on this machine', installed: true};
    registerTrainingKernels();
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n', 1)[0]! : String(error);
    return {reason: `@tensorflow/tfjs-backend-wasm does not load (${message})`, installed: false};
  } finally {
    // Emscripten's start-up code adds handlers that rethrow every uncaught error from its own minified source.
    for (const [index, event] of events.entries()) {
      for (const listener of process.listeners(event as 'uncaughtException')) {
        if (!before[index]!.includes(listener)) process.off(event, listener);
      }
    }
  }
}
