import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {locatePackage} from '../../../../lib/native/locate.ts';
import {startThreadedModule} from '../../../../lib/native/start/wasm-threaded-module.ts';

const installed = locatePackage('@tensorflow/tfjs-backend-wasm')!;

describe('startThreadedModule', () => {
  // Emscripten's start-up code adds handlers, which loadWasm takes away.
  const handlers = process.listeners('uncaughtException');
  const rejections = process.listeners('unhandledRejection');
  afterEach(() => {
    for (const one of process.listeners('uncaughtException')) {
      if (!handlers.includes(one)) process.off('uncaughtException', one);
    }
    for (const one of process.listeners('unhandledRejection')) {
      if (!rejections.includes(one)) process.off('unhandledRejection', one);
    }
  });

  it('starts as many threads as are asked for, and leaves no global behind', async () => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker')?.value as unknown;
    const module = await startThreadedModule(installed, 3);
    try {
      module.cwrap('init_with_threads_count', null, ['number'])(3);
      expect(module.cwrap('get_threads_count', 'number', [])()).to.equal(3);
      expect(module.PThread.runningWorkers).to.have.length(2);
      expect(module.PThread.unusedWorkers).to.have.length(0);
      expect(globalThis.Worker).to.equal(before);
    } finally {
      module.PThread.terminateAllThreads();
    }
  });

  it('gives up where threads do not start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-threads-'));
    const file = (extension: string) => join('wasm-out', `tfjs-backend-wasm-threaded-simd${extension}`);
    try {
      mkdirSync(join(folder, 'wasm-out'));
      for (const extension of ['.js', '.wasm']) cpSync(join(installed, file(extension)), join(folder, file(extension)));
      const write = (program: string) =>
        writeFileSync(join(folder, file('.worker.js')), `exports.wasmWorkerContents = ${JSON.stringify(program)};`);
      write('setInterval(() => {}, 1000);');
      const silent = await startThreadedModule(folder, 2, 300).catch((error: Error) => error);
      expect(silent).to.be.an('error').with.property('message', 'no answer of 1 threads in 300 ms');
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
});
