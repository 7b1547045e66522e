/**
 * Checkpoints: weights, optimizer and records as the bytes of one file, into a `Blob` and out of it; lib/training/files does it with
 * files of Node.
 */
export {CheckpointError} from './checkpoint-error.ts';
export {decodeCheckpoint, type DecodedCheckpoint, type Digest, magic} from './checkpoint-format.ts';
export {
  type CheckpointTargets,
  loadCheckpoint,
  type LoadedCheckpoint,
  restoreCheckpoint,
  type SavedOptimizer,
} from './load-checkpoint.ts';
export {checkpointBytes, type CheckpointState, saveCheckpoint} from './save-checkpoint.ts';
