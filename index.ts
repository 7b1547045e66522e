import './doors/development.ts';

export * from './optimizers/index.ts';
export * from './schedules/index.ts';
export * from './lib/autograd/index.ts';
export * from './lib/curvature/index.ts';
export * from './lib/data/index.ts';
export * from './lib/data/files/index.ts';
export * from './lib/evaluation/index.ts';
export * from './lib/landscape/index.ts';
export * from './lib/models/index.ts';
export {DeviceLostError} from './lib/base/device-loss.ts';
export {NodeOnlyError} from './lib/base/node-only-error.ts';
export {
  accelerate,
  type AccelerateOptions,
  type BackendDiagnosis,
  type BackendName,
  compile,
  type Compiled,
  type CompileOptions,
  diagnoseBackend,
  loadBackend,
  UntraceableError,
} from './lib/native/index.ts';
export * from './lib/training/index.ts';
// Those with files take all that the ones of the room take.
export {loadCheckpoint, saveCheckpoint} from './lib/training/files/index.ts';
