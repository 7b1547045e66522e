/** The front door for pages: all that computes, and a named error for what needs Node. */
export * from './optimizers/index.ts';
export * from './schedules/index.ts';
export * from './lib/autograd/index.ts';
export * from './lib/curvature/index.ts';
export * from './lib/data/index.ts';
export * from './lib/evaluation/index.ts';
export * from './lib/landscape/index.ts';
export * from './lib/models/index.ts';
export {accelerate, type AccelerateOptions} from './lib/native/accelerate/index.ts';
export * from './lib/training/index.ts';
export {DeviceLostError} from './lib/base/device-loss.ts';
export {NodeOnlyError} from './lib/base/node-only-error.ts';
export {compile, type Compiled, type CompileOptions, UntraceableError} from './lib/update/index.ts';
export {
  dataCacheFolder,
  diagnoseBackend,
  downloadMnist,
  loadBackend,
  loadData,
  loadFolds,
  loadMnist,
  readIdx,
  readImages,
  readNpy,
  readNpz,
  readTable,
} from './doors/node-only.ts';
