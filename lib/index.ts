export * from '../optimizers/index.ts';
export * from '../schedules/index.ts';
export * from './autograd/index.ts';
export * from './curvature/index.ts';
export * from './data/index.ts';
export * from './evaluation/index.ts';
export * from './landscape/index.ts';
export * from './models/index.ts';
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
} from './native/index.ts';
export * from './optimizer/index.ts';
export * from './training/index.ts';
