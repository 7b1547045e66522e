import type * as wasm from '@tensorflow/tfjs-backend-wasm';
import {type Absence, firstLineOf, wasmRemedy} from './backend-choice.ts';
import {locatePackage} from './packages.ts';
import {registerThreads, threadCount} from './wasm-threads.ts';

const events = ['uncaughtException', 'unhandledRejection'] as const;

/** Gives a backend that has not been started yet its threads; one where they do not start computes without. */
async function startThreads(backendWasm: typeof wasm, threads: number): Promise<void> {
  const tf = await import('@tensorflow/tfjs');
  const folder = locatePackage('@tensorflow/tfjs-backend-wasm');
  if (threads === 1 || folder === null || 'wasm' in tf.engine().registry) return;
  await registerThreads(backendWasm, folder, threads).catch(() => {});
}

/** Loads and starts the WebAssembly backend, which finds its .wasm files beside its own module; returns why not where it cannot. */
export async function loadWasm(): Promise<Absence | null> {
  // A mistake in the setting is the user's to know, not a reason to take another backend.
  const threads = threadCount();
  if (locatePackage('@tensorflow/tfjs-backend-wasm') === null) {
    return {reason: 'the package @tensorflow/tfjs-backend-wasm is not installed', remedy: wasmRemedy};
  }
  const before = events.map((event) => process.listeners(event as 'uncaughtException'));
  try {
    await startThreads(await import('@tensorflow/tfjs-backend-wasm'), threads);
    const tf = await import('@tensorflow/tfjs');
    if (!(await tf.setBackend('wasm')))
      return {reason: 'WebAssembly does not start on this machine', remedy: wasmRemedy};
    const {registerTrainingKernels} = await import('../../wasm/index.ts');
    registerTrainingKernels();
    return null;
  } catch (error) {
    return {reason: `@tensorflow/tfjs-backend-wasm does not load (${firstLineOf(error)})`, remedy: wasmRemedy};
  } finally {
    // Emscripten's start-up code adds handlers that rethrow every uncaught error from its own minified source.
    for (const [index, event] of events.entries()) {
      for (const listener of process.listeners(event as 'uncaughtException')) {
        if (!before[index]!.includes(listener)) process.off(event, listener);
      }
    }
  }
}
