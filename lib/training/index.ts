export {CheckpointError} from './checkpoint/checkpoint-error.ts';
export {type CheckpointTargets, loadCheckpoint, type LoadedCheckpoint, type SavedOptimizer} from './checkpoint/load.ts';
export {type CheckpointState, saveCheckpoint} from './checkpoint/save.ts';
export {layerDiagnostics, type LayerDiagnosticsOptions} from './layer-diagnostics.ts';
export {learningRateSearch, type LearningRateSearch, type LearningRateSearchResult} from './learning-rate-search.ts';
export type {TrainOptions} from './options.ts';
export {train} from './train.ts';
export type * from './types.ts';
