import * as tf from '@tensorflow/tfjs';
import {checkOptions} from '../../base/arguments.ts';
import {writeAtomically} from '../../base/node/atomic-write.ts';
import type {EpochRecord} from '../types.ts';
import {encodeCheckpoint} from './checkpoint-format.ts';

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

/** The weights of a model, or variables, in the order in which a checkpoint holds them. */
export function checkpointVariables(
  owner: string,
  {model, variables}: Pick<CheckpointState, 'model' | 'variables'>,
): readonly tf.Variable[] {
  if (model && variables) throw new TypeError(`${owner}: give model or variables, received both`);
  return variables ?? model?.weights.map((weight) => weight.read() as tf.Variable) ?? [];
}

/**
 * Saves weights, optimizer and records in one file, from which training goes on exactly as if it had never stopped.
 *
 * The file is written under a temporary name, flushed to the disk and renamed: whoever reads it, also after a crash, finds the
 * old checkpoint or the new one. Tensors are saved bit by bit. Everything given stays the caller's; do not train while it saves.
 * For Node.js.
 *
 * @param path of the file, in a folder that exists; an older checkpoint there is replaced
 * @param state `model` or `variables`; `optimizer`; `history`; `epoch`; `extra`
 * @throws TypeError, RangeError for unknown options and for both model and variables; what the file system throws; what the
 *   optimizer throws that cannot give its weights (tf.train.adamax)
 * @example
 * await train({model, data, optimizer, epochs: 5, callbacks: {
 *   onEpochEnd: (record) => saveCheckpoint('run.ckpt', {model, optimizer, history: history.concat(record)}),
 * }});
 */
export async function saveCheckpoint(path: string, state: CheckpointState): Promise<void> {
  checkOptions('saveCheckpoint', state, ['model', 'variables', 'optimizer', 'history', 'epoch', 'extra']);
  const {optimizer, history = [], epoch = history.at(-1)?.epoch ?? 0, extra = null} = state;
  const variables = checkpointVariables('saveCheckpoint', state);
  const slots = (await optimizer?.getWeights()) ?? [];
  try {
    const tensors = [
      ...variables.map((tensor, i) => ({name: `model/${i}`, tensor: tensor as tf.Tensor})),
      ...slots.map(({tensor}, i) => ({name: `optimizer/${i}`, tensor})),
    ];
    const {data, specs} = await tf.io.encodeWeights(tensors);
    const names = [...variables, ...slots].map(({name}) => name);
    const description = optimizer ? {className: optimizer.getClassName(), config: optimizer.getConfig()} : null;
    const file = await encodeCheckpoint(
      {epoch, history: [...history], optimizer: description, extra, specs, names},
      data,
    );
    writeAtomically(path, file);
  } finally {
    // The slots are the optimizer's own variables; its step counter is a copy.
    for (const {tensor} of slots) if (!(tensor instanceof tf.Variable)) tensor.dispose();
  }
}
