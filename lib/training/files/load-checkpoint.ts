import {fileProblem} from '../../base/node/file-problem.ts';
import {openRegular, readBytes} from '../../base/node/read-file.ts';
import {
  CheckpointError,
  type CheckpointTargets,
  decodeCheckpoint,
  type DecodedCheckpoint,
  type LoadedCheckpoint,
  loadCheckpoint as loadFromBlob,
  restoreCheckpoint,
} from '../checkpoints/index.ts';
import {digestInNode} from './save-checkpoint.ts';

/**
 * Reads a checkpoint file; a folder, a pipe or a device is refused and never waited for.
 *
 * @throws CheckpointError as `decodeCheckpoint` does, and for a file that is missing or cannot be read
 */
async function readCheckpoint(path: string): Promise<DecodedCheckpoint> {
  try {
    const {file, size} = await openRegular(path);
    try {
      return await decodeCheckpoint(path, size, (from, length) => readBytes(file, from, length), digestInNode);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof CheckpointError) throw error;
    const {code} = error as NodeJS.ErrnoException;
    const reason = `it ${fileProblem(error)}${code === undefined ? '' : ` (${code})`}`;
    throw new CheckpointError(path, `${reason}, give the path of a file that saveCheckpoint wrote`, {cause: error});
  }
}

/**
 * Reads a checkpoint and puts its tensors, bit by bit, into what is given; nothing is changed where they do not fit.
 *
 * A model or variables keep their tensors and get new values; an optimizer gets its state through `setWeights`, so give it a new
 * one with the saved configuration (`saved.config`). The function form makes it from that. What is not given is not restored.
 * No tensor is left behind but the optimizer's state. A path is for Node.js, a `Blob` also for pages.
 *
 * The weights of a model find their layers by the names of the layers, and where TensorFlow.js has counted these, or the model has
 * quite other ones, by the order of the layers, whose classes must agree; whatever is frozen then or now. Variables go by their
 * names, and those without one by their order. What was not the same name is listed in `renamed`, and the state of the optimizer
 * gets the present names too. Files of version 1 are read as far as their names tell what each weight is.
 *
 * @param source the path of a file that `saveCheckpoint` wrote, or a `Blob` that it gave
 * @param targets `model` or `variables`; `optimizer`, or a function from {className, config} to one
 * @throws CheckpointError for a file that is missing, no checkpoint, damaged, or that does not fit, with the names that do not
 * @throws TypeError for unknown targets and for both model and variables
 * @example
 * const {history, optimizer} = await loadCheckpoint('run.ckpt', {model, optimizer: ({config}) => new Adam(config)});
 * await train({model, data, optimizer, history, epochs: 10});
 */
export async function loadCheckpoint(
  source: string | Blob,
  targets: CheckpointTargets = {},
): Promise<LoadedCheckpoint> {
  if ((source as unknown) instanceof URL) {
    throw new TypeError('loadCheckpoint: source must be a path or a Blob, received a URL; give fileURLToPath(url)');
  }
  if (typeof source !== 'string') return await loadFromBlob(source, targets);
  return await restoreCheckpoint(source, targets, () => readCheckpoint(source));
}
