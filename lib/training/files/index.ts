import '../../base/wording.ts';

export {
  CheckpointError,
  type CheckpointState,
  type CheckpointTargets,
  type LoadedCheckpoint,
  type SavedOptimizer,
} from '../checkpoints/index.ts';
export {loadCheckpoint} from './load-checkpoint.ts';
export {saveCheckpoint} from './save-checkpoint.ts';
