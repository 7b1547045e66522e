export {CheckpointError} from './checkpoint-error.ts';
export {type CheckpointTargets, loadCheckpoint, type LoadedCheckpoint, type SavedOptimizer} from './load-checkpoint.ts';
export {type CheckpointState, saveCheckpoint} from './save-checkpoint.ts';
