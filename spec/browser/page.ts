import * as tf from '@tensorflow/tfjs';
import {setWasmPaths} from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import {registerTrainingKernels} from '../../lib/wasm/index.ts';
import {pageBackends} from './backends.ts';
import type {Measured, PageResult, TestResult} from './results.ts';
import {start} from './suites/support.ts';
import {autograd} from './suites/autograd.ts';
import {deviceLoss} from './suites/device-loss.ts';
import {layers} from './suites/layers.ts';
import {leaks} from './suites/leaks.ts';
import {precision} from './suites/precision.ts';
import {saving} from './suites/saving.ts';
import {minima} from './suites/solvers.ts';
import {surfaces} from './suites/surfaces.ts';
import {conformance} from './suites/conformance.ts';

// The entry of a page: starts its backend, runs the suites by mocha, and leaves the results for who opened the page.
const query = new URLSearchParams(location.search);
const device = pageBackends.find(({label}) => label === query.get('backend'))!;
const tests: TestResult[] = [];
const measured: Measured[] = [];
type Ended = Omit<PageResult, 'label' | 'seconds'>;
const target = globalThis as {pageResult?: Ended; pageSoFar?: object};
target.pageSoFar = {tests, measured};

/** Leaves the results in the page, and tells them where nobody can look into it. */
function end(result: Ended): void {
  target.pageResult = result;
  const posted = JSON.stringify({label: device.label, ...result});
  if (query.has('posts')) void fetch('/posted', {method: 'POST', body: posted});
}
const broke = (error: unknown): void => end({tests, measured, broken: (error as Error)?.stack ?? String(error)});
if (query.has('posts')) {
  addEventListener('error', ({error}) => broke(error));
  addEventListener('unhandledrejection', ({reason}) => broke(reason));
}

try {
  setWasmPaths('/wasm/');
  for (const [name, value] of Object.entries(device.flags)) tf.env().set(name, value);
  if (device.backend === 'wasm') registerTrainingKernels();
  if (!(await tf.setBackend(device.backend))) throw new Error(`the backend ${device.backend} does not start`);
  await tf.ready();
  start(device, (table, row, value) => measured.push({table, row, value}));
  mocha.setup({
    ui: 'bdd',
    // What is told goes by the events of the run.
    reporter: Mocha.reporters.Base,
    timeout: 60_000,
    ...(query.get('grep') && {grep: query.get('grep')!}),
  } as never);
  const suites = [conformance, minima, precision, layers, autograd, surfaces, saving, leaks, deviceLoss];
  for (const suite of suites) suite();
  const tell = (test: Mocha.Test, state: TestResult['state'], error?: Error): void => {
    const [suite = ''] = test.titlePath();
    const title = test.titlePath().slice(1).join(': ');
    const milliseconds = test.duration ?? 0;
    tests.push({suite, title, state, milliseconds, ...(error && {error: error.stack ?? error.message})});
    console.log(`${state} ${suite}: ${title} ${milliseconds} ms ${error?.message ?? ''}`);
  };
  mocha
    .run(() => end({tests, measured}))
    .on('pass', (test) => tell(test, 'passed'))
    .on('fail', (test, error) => tell(test, 'failed', error as Error))
    .on('pending', (test) => tell(test, 'skipped'));
} catch (error) {
  broke(error);
}
