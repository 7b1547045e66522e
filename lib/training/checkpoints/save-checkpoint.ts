import * as tf from '@tensorflow/tfjs';
import {checkOptions, show} from '../../base/arguments.ts';
import {orDeviceLost} from '../../base/or-device-lost.ts';
import {otherCopy} from '../../base/other-copy.ts';
import {NodeOnlyError} from '../../base/node-only-error.ts';
import type {EpochRecord} from '../types.ts';
import {type Digest, encodeCheckpoint} from './checkpoint-format.ts';
import {digestInPage} from './page-digest.ts';
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

/** Whether something is the address of a file. */
export const isPath = (given: unknown): boolean => typeof given === 'string' || given instanceof URL;

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
  if (model && !(model instanceof tf.LayersModel)) {
    throw new TypeError(`${owner}: model must be a tf.LayersModel, received ${show(model)}${otherCopy(model)}`);
  }
  if (model) return weightTree(model);
  return {weights: (variables ?? []).map((variable) => ({variable})), root: null, trained: []};
}

/**
 * The bytes of a checkpoint of what is given; see `saveCheckpoint`.
 *
 * @throws TypeError for unknown options and for both model and variables; what the optimizer throws that cannot give
 *   its weights
 */
export async function checkpointBytes(state: CheckpointState, digest: Digest): Promise<Uint8Array<ArrayBuffer>> {
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
    const {data, specs} = await orDeviceLost(tf.io.encodeWeights(tensors));
    // A tensor in the place of a variable has no name.
    const names = [...variables, ...slots].map(({name}) => name ?? null);
    const description = optimizer ? {className: optimizer.getClassName(), config: optimizer.getConfig()} : null;
    const about = {epoch, history: [...history], optimizer: description, extra, specs, names};
    return await encodeCheckpoint({...about, layers: root, trained: [...trained]}, data, digest);
  } finally {
    // The slots are the optimizer's own variables; its step counter is a copy.
    for (const {tensor} of slots) if (!(tensor instanceof tf.Variable)) tensor.dispose();
  }
}

/**
 * Saves weights, optimizer and records in a `Blob`, from which training goes on exactly as if it had never stopped; in pages and in
 * Node.
 *
 * The weights of a model are kept by layer and name, whichever of them are frozen. Tensors are saved bit by bit. Everything given
 * stays the caller's; do not train while it saves. The bytes are those of a file of `tfjs-optim/training/files`.
 *
 * @param state `model` or `variables`; `optimizer`; `history`; `epoch`; `extra`
 * @throws TypeError for unknown options and for both model and variables; what the optimizer throws that cannot give its
 *   weights (tf.train.adamax)
 * @throws NodeOnlyError for a path or any other further argument; `tfjs-optim/training/files` takes a path
 * @example
 * const blob = await saveCheckpoint({model, optimizer, history});
 * const link = URL.createObjectURL(blob); // for <a download="run.ckpt">; or put the blob into IndexedDB
 */
export function saveCheckpoint(state: CheckpointState): Promise<Blob>;
export async function saveCheckpoint(state: CheckpointState, path?: unknown): Promise<Blob> {
  if (isPath(state) || path !== undefined) {
    throw new NodeOnlyError(
      'saveCheckpoint to a file',
      'leave the path out and keep the Blob that it gives; in Node, import it from tfjs-optim/training/files',
    );
  }
  return new Blob([await checkpointBytes(state, digestInPage)], {type: 'application/octet-stream'});
}
