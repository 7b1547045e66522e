import * as tf from '@tensorflow/tfjs';
import type * as wasm from '@tensorflow/tfjs-backend-wasm';
import {startThreadedModule} from './wasm-threaded-module.ts';

type WasmModule = ConstructorParameters<typeof wasm.BackendWasm>[0];

/**
 * Lets the WebAssembly backend compute with several threads, by registering it anew; what does not start leaves it as it was.
 *
 * Matrix products and convolutions use them. Each number is still the sum of the same products in the same order, so that
 * results are the same to the last bit. Threads do not keep the process alive.
 *
 * @param backendWasm the package `@tensorflow/tfjs-backend-wasm`, whose backend must not have been started
 * @param folder where that package is
 * @param threads how many threads compute, 2 to 8
 * @throws Error where threads do not start
 */
export async function registerThreads(backendWasm: typeof wasm, folder: string, threads: number): Promise<void> {
  const module = await startThreadedModule(folder, threads);
  Object.assign(module, {
    tfjs: {
      init: module.cwrap('init', null, []),
      initWithThreadsCount: module.cwrap('init_with_threads_count', null, ['number']),
      getThreadsCount: module.cwrap('get_threads_count', 'number', []),
      registerTensor: module.cwrap('register_tensor', null, ['number', 'number', 'number']),
      disposeData: module.cwrap('dispose_data', null, ['number']),
      dispose: module.cwrap('dispose', null, []),
    },
  });
  backendWasm.setThreadsCount(threads);
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', () => {
    const backend = new backendWasm.BackendWasm(module as unknown as WasmModule);
    for (const worker of module.PThread.runningWorkers) worker.unref();
    return backend;
  });
}
