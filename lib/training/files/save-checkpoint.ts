import * as tf from '@tensorflow/tfjs';
import {checkOptions} from '../../base/arguments.ts';
import {writeAtomically} from '../../base/node/atomic-write.ts';
import {FileError} from '../../base/node/file-problem.ts';
import type {EpochRecord} from '../types.ts';
import {CheckpointError} from './checkpoint-error.ts';
import {encodeCheckpoint} from './checkpoint-format.ts';
import {sweepTemporary} from './sweep-temporary.ts';
import {type LayerNode, type ModelWeight, weightTree} from '../layers/index.ts';

export interface CheckpointState {
  /** Whose weights are saved, those that are not trained too. */
  model?: tf.LayersModel;
  /** What is saved where there is no model. */
  variables?: readonly tf.Variable[];
  /** Saved with its class name, configuration and state. */
  optimizer?: tf.Optimizer;
  /** Records of the epochs done, default none. */
  history?: readonly EpochRecord[];
  /** Epochs done, default that of the last record. */
  epoch?: number;
  /** Anything that JSON can hold. */
  extra?: unknown;
}

/** What a checkpoint holds the values of, in its order, and the layers that they belong to; null for variables. */
export interface CheckpointContent {
  readonly weights: readonly (Pick<ModelWeight, 'variable'> & Partial<ModelWeight>)[];
  readonly root: LayerNode | null;
  readonly trained: readonly number[];
}

/** The weights of a model by layer, whatever is frozen, or variables as they are listed. */
export function checkpointContent(
  owner: string,
  {model, variables}: Pick<CheckpointState, 'model' | 'variables'>,
): CheckpointContent {
  if (model && variables) throw new TypeError(`${owner}: give model or variables, received both`);
  if (model) return weightTree(model);
  return {weights: (variables ?? []).map((variable) => ({variable})), root: null, trained: []};
}

/**
 * Saves weights, optimizer and records in one file, from which training goes on exactly as if it had never stopped.
 *
 * The weights of a model are kept by layer and name, whichever of them are frozen. The file is written under a temporary name,
 * flushed to the disk and renamed: whoever reads it, also after a crash, finds the old checkpoint or the new one; what killed
 * processes have left unfinished beside it is removed. Tensors are saved bit by bit. Everything given stays the caller's; do not
 * train while it saves. For Node.js.
 *
 * @param path of the file, in a folder that exists; an older checkpoint there is replaced
 * @param state `model` or `variables`; `optimizer`; `history`; `epoch`; `extra`
 * @throws TypeError, RangeError for unknown options and for both model and variables; CheckpointError where the file cannot be
 *   written; what the optimizer throws that cannot give its weights (tf.train.adamax)
 * @example
 * await train({model, data, optimizer, epochs: 5, callbacks: {
 *   onEpochEnd: (record) => saveCheckpoint('run.ckpt', {model, optimizer, history: history.concat(record)}),
 * }});
 */
export async function saveCheckpoint(path: string, state: CheckpointState): Promise<void> {
  checkOptions('saveCheckpoint', state, ['model', 'variables', 'optimizer', 'history', 'epoch', 'extra']);
  const {optimizer, history = [], epoch = history.at(-1)?.epoch ?? 0, extra = null} = state;
  const {weights, root, trained} = checkpointContent('saveCheckpoint', state);
  const variables = weights.map(({variable}) => variable);
  const slots = (await optimizer?.getWeights()) ?? [];
  try {
    const tensors = [
      ...variables.map((tensor, i) => ({name: `model/${i}`, tensor: tensor as tf.Tensor})),
      ...slots.map(({tensor}, i) => ({name: `optimizer/${i}`, tensor})),
    ];
    const {data, specs} = await tf.io.encodeWeights(tensors);
    // A tensor in the place of a variable has no name.
    const names = [...variables, ...slots].map(({name}) => name ?? null);
    const description = optimizer ? {className: optimizer.getClassName(), config: optimizer.getConfig()} : null;
    const about = {epoch, history: [...history], optimizer: description, extra, specs, names};
    const file = encodeCheckpoint({...about, layers: root, trained: [...trained]}, data);
    sweepTemporary(path);
    writeAtomically(path, file);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new CheckpointError(path, error.message.replace(`${path} `, 'it '), {cause: error});
  } finally {
    // The slots are the optimizer's own variables; its step counter is a copy.
    for (const {tensor} of slots) if (!(tensor instanceof tf.Variable)) tensor.dispose();
  }
}
