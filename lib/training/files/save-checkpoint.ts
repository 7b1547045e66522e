import {createHash} from 'node:crypto';
import {show} from '../../base/arguments.ts';
import {writeAtomically} from '../../base/node/atomic-write.ts';
import {FileError} from '../../base/node/file-problem.ts';
import {
  CheckpointError,
  checkpointBytes,
  type CheckpointState,
  type Digest,
  saveCheckpoint as saveInBlob,
} from '../checkpoints/index.ts';
import {sweepTemporary} from './sweep-temporary.ts';

/** The digest of Node, which copies nothing. */
export const digestInNode: Digest = (parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * Saves weights, optimizer and records in one file, from which training goes on exactly as if it had never stopped.
 *
 * The weights of a model are kept by layer and name, whichever of them are frozen. The file is written under a temporary name,
 * flushed to the disk and renamed: whoever reads it, also after a crash, finds the old checkpoint or the new one; what killed
 * processes have left unfinished beside it is removed. Tensors are saved bit by bit. Everything given stays the caller's; do not
 * train while it saves. A file is for Node.js; without a path the same bytes come as a `Blob`, also in pages.
 *
 * @param path of the file, in a folder that exists; an older checkpoint there is replaced
 * @param state `model` or `variables`; `optimizer`; `history`; `epoch`; `extra`
 * @throws TypeError for unknown options and for both model and variables; CheckpointError where the file cannot be
 *   written; what the optimizer throws that cannot give its weights (tf.train.adamax)
 * @example
 * await train({model, data, optimizer, epochs: 5, callbacks: {
 *   onEpochEnd: (record) => saveCheckpoint('run.ckpt', {model, optimizer, history: history.concat(record)}),
 * }});
 */
export function saveCheckpoint(path: string, state: CheckpointState): Promise<void>;
export function saveCheckpoint(state: CheckpointState): Promise<Blob>;
export async function saveCheckpoint(
  ...given: [path: string, state: CheckpointState] | [state: CheckpointState]
): Promise<void | Blob> {
  const [path, state] = given;
  if (typeof path !== 'string') {
    if (state === undefined && !((path as unknown) instanceof URL)) return await saveInBlob(path);
    throw new TypeError(
      `saveCheckpoint: path must be a string and come first, as in saveCheckpoint('run.ckpt', {model}), received ${show(path)}`,
    );
  }
  const file = await checkpointBytes(state!, digestInNode);
  try {
    sweepTemporary(path);
    writeAtomically(path, file);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new CheckpointError(path, error.message.replace(`${path} `, 'it '), {cause: error});
  }
}
