import type {Absence} from './load-tensorflow.ts';
import {registerTrainingKernels} from './portable/index.ts';

const events = ['uncaughtException', 'unhandledRejection'] as const;

/** Loads and starts the WebAssembly backend, which finds its .wasm files beside its own module; returns why not where it cannot. */
export async function loadWasm(): Promise<Absence | null> {
  const before = events.map((event) => process.listeners(event as 'uncaughtException'));
  try {
    await import('@tensorflow/tfjs-backend-wasm');
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
