export {
  CheckpointError,
  type CheckpointState,
  type CheckpointTargets,
  loadCheckpoint,
  type LoadedCheckpoint,
  saveCheckpoint,
  type SavedOptimizer,
} from './checkpoints/index.ts';
export {layerDiagnostics, type LayerDiagnosticsOptions} from './layer-diagnostics.ts';
export {learningRateSearch, type LearningRateSearch, type LearningRateSearchResult} from './learning-rate-search.ts';
export type {TrainCallbacks} from './check-run.ts';
export type {TrainOptions} from './train-options.ts';
export type {StopWhen} from './stop-when.ts';
export {train} from './train.ts';
export type * from './types.ts';
export {diagnose} from './diagnosis/diagnose.ts';
export type {DiagnosedRun, Finding, Problem, Symptom} from './diagnosis/types.ts';
export {
  learningRateRangeTest,
  type LearningRateRangeTest,
  type LearningRateRangeTestResult,
} from './learning-rate-range-test.ts';
export {EarlyStopping, earlyStopping, type EarlyStoppingOptions} from './callbacks/early-stopping.ts';
export {
  LearningRateMonitor,
  learningRateMonitor,
  type LearningRateMonitorOptions,
} from './callbacks/learning-rate-monitor.ts';
