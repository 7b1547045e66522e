import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {locatePackage, packageRoot} from '../../../../lib/native/start/packages.ts';
import {startThreadedModule, threadCount, threadsVariable} from '../../../../lib/native/start/wasm-threads.ts';
import {tell} from './scene.ts';

describe('threadCount', () => {
  it('leaves one processor to the others, up to 8 threads', () => {
    expect([1, 2, 3, 4, 9, 64].map((processors) => threadCount({}, processors))).to.deep.equal([1, 1, 2, 3, 8, 8]);
    expect(threadCount({[threadsVariable]: ''}, 4)).to.equal(3);
  });

  it('obeys the environment', () => {
    expect(threadCount({[threadsVariable]: '2'}, 2)).to.equal(2);
    expect(threadCount({[threadsVariable]: '1'}, 8)).to.equal(1);
    expect(threadCount()).to.be.within(1, 8);
  });

  it('refuses what is no number of threads', () => {
    for (const wrong of ['0', '9', '1.5', 'all', '-1']) {
      expect(() => threadCount({[threadsVariable]: wrong}, 2)).to.throw(
        RangeError,
        `TFJS_OPTIM_WASM_THREADS must be a whole number from 1 to 8, received "${wrong}"`,
      );
    }
  });
});

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

const program = `
  const tf = await import('@tensorflow/tfjs');
  await loadBackend();
  const values = (shape) => tf.reshape(tf.sin(tf.range(0, shape.reduce((a, b) => a * b))), shape);
  const convolve = (x, w) => tf.sum(tf.square(tf.conv2d(x, w, 1, 'same')));
  const product = tf.matMul(values([200, 300]), values([300, 100]));
  const [dx, dw] = tf.grads(convolve)([values([4, 20, 20, 8]), values([3, 3, 8, 16])]);
  let hash = 0;
  for (const one of [product, dx, dw]) {
    for (const bits of new Int32Array(one.dataSync().buffer)) hash = (Math.imul(hash, 31) + bits) | 0;
  }
  const {threads, settings} = await diagnoseBackend();
  console.log(JSON.stringify({hash, threads, set: settings.TFJS_OPTIM_WASM_THREADS}));`;

interface Answer {
  readonly hash: number;
  readonly threads: number;
  readonly set: string;
}

describe('registerThreads, by way of loadBackend', () => {
  const answer = async (threads: string, more = ''): Promise<Answer> => {
    const environment = {TFJS_OPTIM_BACKEND: 'wasm', TFJS_OPTIM_WASM_THREADS: threads};
    const {code, stdout, stderr} = await tell(packageRoot(), program + more, environment);
    expect({code, stderr}).to.deep.equal({code: 0, stderr: ''});
    return JSON.parse(stdout) as Answer;
  };

  it('computes the same bits with several threads, which let the process end', async () => {
    const [one, two] = [await answer('1'), await answer('2')];
    expect([one.threads, two.threads]).to.deep.equal([1, 2]);
    expect([one.set, two.set]).to.deep.equal(['1', '2']);
    expect(one.hash).not.to.equal(0);
    expect(two.hash).to.equal(one.hash);
  });

  it('lets the process be ended in the middle of its work', async () => {
    const {threads} = await answer('2', 'setInterval(() => {}, 1000); process.exit(0);');
    expect(threads).to.equal(2);
  });

  it('refuses a wrong number instead of taking another backend', async () => {
    const {stdout, code} = await tell(packageRoot(), `await loadBackend().catch(({message}) => console.log(message))`, {
      TFJS_OPTIM_BACKEND: 'wasm',
      TFJS_OPTIM_WASM_THREADS: 'many',
    });
    expect(code).to.equal(0);
    expect(stdout).to.include('TFJS_OPTIM_WASM_THREADS must be a whole number from 1 to 8, received "many"');
  });
});
