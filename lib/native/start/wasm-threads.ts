import type * as wasm from '@tensorflow/tfjs-backend-wasm';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import type {Worker} from 'node:worker_threads';

/** The environment variable that says with how many threads the WebAssembly backend computes. */
export const threadsVariable = 'TFJS_OPTIM_WASM_THREADS';

/** As many as the program of the package can have. */
const most = 8;

/**
 * With how many threads the WebAssembly backend shall compute: as the environment says, else one less than there are
 * processors for this process.
 *
 * Every operation waits for all threads. Where another program takes the processor of one, each small operation waits for
 * its turn, and a training step takes several times as long instead of a half; so one processor is left to the others.
 *
 * @param environment the variables, `process.env` by default
 * @param processors how many this process may use
 * @returns 1 to 8
 * @throws RangeError where the variable is not a whole number from 1 to 8
 * @example
 * threadCount({}, 4); // 3
 */
export function threadCount(
  environment: NodeJS.ProcessEnv = process.env,
  processors: number = availableParallelism(),
): number {
  const wanted = environment[threadsVariable];
  if (wanted === undefined || wanted === '') return Math.min(Math.max(processors - 1, 1), most);
  const threads = Number(wanted);
  if (Number.isInteger(threads) && threads >= 1 && threads <= most) return threads;
  throw new RangeError(
    `${threadsVariable} must be a whole number from 1 to ${most}, received "${wanted}". ` +
      'Leave it out for one less than there are processors.',
  );
}

type Receive = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

/** What Emscripten's start-up code makes, as far as it is used here. */
export interface ThreadedModule {
  cwrap(name: string, result: 'number' | null, parameters: readonly 'number'[]): (...numbers: number[]) => number;
  readonly PThread: {
    readonly unusedWorkers: Worker[];
    readonly runningWorkers: Worker[];
    terminateAllThreads(): void;
  };
}

const name = 'tfjs-backend-wasm-threaded-simd';

/** The program of a thread: Emscripten's, which expects the globals of a CommonJS file. */
function workerProgram(program: string, main: string): URL {
  const globals = `import {createRequire} from 'node:module';
    const __filename = ${JSON.stringify(main)};
    const require = createRequire(__filename);`;
  // The package keeps the program in a template string, where each \n became a line break inside of a string.
  return new URL(`data:text/javascript,${encodeURIComponent(globals + program.replaceAll('\n', '\\n'))}`);
}

/**
 * Starts the multi-threaded WebAssembly program of `@tensorflow/tfjs-backend-wasm` in Node, where the package itself takes
 * the single-threaded one, because its own way of starting threads, from blob URLs, is that of browsers.
 *
 * @param folder the package folder of `@tensorflow/tfjs-backend-wasm`
 * @param threads how many threads compute, 2 to 8, the calling one among them
 * @param patience after how many milliseconds without an answer of the threads it gives up
 * @returns the program, whose threads run until `PThread.terminateAllThreads()`
 * @throws Error where the threads do not start; none runs then
 */
export async function startThreadedModule(folder: string, threads: number, patience = 10_000): Promise<ThreadedModule> {
  const file = (extension: string): string => join(folder, 'wasm-out', `${name}${extension}`);
  const require = createRequire(file('.js'));
  const create = require(file('.js')) as (module: object) => Promise<ThreadedModule>;
  const {wasmWorkerContents} = require(file('.worker.js')) as {wasmWorkerContents: string};
  const worker = workerProgram(wasmWorkerContents, file('.js'));

  let fail!: (error: unknown) => void;
  const failure = new Promise<never>((_, reject) => (fail = reject));
  let isStarted = false;
  // Emscripten throws out of the event loop what a thread reports, which would end the process.
  const onerror = (error: unknown): void => {
    if (isStarted) throw error;
    fail(error);
  };
  const instantiate = async (imports: WebAssembly.Imports, receive: Receive): Promise<void> => {
    const {instance, module: compiled} = await WebAssembly.instantiate(await readFile(file('.wasm')), imports);
    receive(instance, compiled);
    for (const one of pool) Object.assign(one, {onerror});
  };
  // Emscripten fills in the rest of what the type promises.
  const module = {
    mainScriptUrlOrBlob: file('.js'),
    locateFile: (): URL => worker,
    instantiateWasm(imports: {env: WebAssembly.ModuleImports}, receive: Receive): object {
      // The program takes at most half of this for its threads, counting on two logical processors a core.
      imports.env['emscripten_num_logical_cores'] = () => 2 * threads;
      instantiate({...imports}, receive).catch(fail);
      return {};
    },
  } as unknown as ThreadedModule;

  const before = globalThis.Worker as unknown;
  const created = create(module);
  Object.assign(globalThis, {Worker: before});
  const pool = module.PThread.unusedWorkers;
  // Emscripten makes 8 threads, needed or not.
  for (const surplus of pool.splice(0, pool.length - (threads - 1))) void surplus.terminate();
  const late = setTimeout(() => fail(new Error(`no answer of ${threads - 1} threads in ${patience} ms`)), patience);
  try {
    await Promise.race([created, failure]);
    isStarted = true;
    return module;
  } catch (error) {
    module.PThread.terminateAllThreads();
    throw error;
  } finally {
    clearTimeout(late);
  }
}

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
  const tf = await import('@tensorflow/tfjs');
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', () => {
    // The one type of this program is written here, the other by tfjs.
    const backend = new backendWasm.BackendWasm(module as unknown as WasmModule);
    for (const worker of module.PThread.runningWorkers) worker.unref();
    return backend;
  });
}
