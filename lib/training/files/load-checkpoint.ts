import * as tf from '@tensorflow/tfjs';
import {readFile} from 'node:fs/promises';
import {checkOptions} from '../../base/arguments.ts';
import type {EpochRecord} from '../types.ts';
import {CheckpointError} from './checkpoint-error.ts';
import {decodeCheckpoint} from './checkpoint-format.ts';
import {checkpointVariables} from './save-checkpoint.ts';

/** The class and the configuration of the optimizer that was saved. */
export interface SavedOptimizer {
  readonly className: string;
  readonly config: tf.serialization.ConfigDict;
}

export interface CheckpointTargets {
  /** Gets the saved weights. */
  model?: tf.LayersModel;
  /** Get the saved values where there is no model. */
  variables?: readonly tf.Variable[];
  /** Gets the saved state; or makes the optimizer that does from the saved class name and configuration. */
  optimizer?: tf.Optimizer | ((saved: SavedOptimizer) => tf.Optimizer);
}

export interface LoadedCheckpoint {
  readonly epoch: number;
  /** For `train({history})`. */
  readonly history: readonly EpochRecord[];
  readonly saved: SavedOptimizer | null;
  /** The optimizer that was given or made, its state restored; null where none was asked for. */
  readonly optimizer: tf.Optimizer | null;
  readonly extra: unknown;
}

function checkFit(path: string, variables: readonly tf.Variable[], specs: readonly tf.io.WeightsManifestEntry[]): void {
  if (variables.length !== specs.length) {
    throw new CheckpointError(
      path,
      `it holds ${specs.length} weights, the model or variables have ${variables.length}`,
    );
  }
  for (const [i, {shape, dtype}] of specs.entries()) {
    const {name, shape: wanted, dtype: type} = variables[i]!;
    if (tf.util.arraysEqual(shape, wanted) && dtype === type) continue;
    throw new CheckpointError(
      path,
      `weight ${i} is ${dtype} [${shape.join(', ')}], but ${name} is ${type} [${wanted.join(', ')}]; was it another model?`,
    );
  }
}

function chooseOptimizer(
  path: string,
  {optimizer}: CheckpointTargets,
  saved: SavedOptimizer | null,
): tf.Optimizer | null {
  if (!optimizer) return null;
  if (!saved) throw new CheckpointError(path, 'it holds no optimizer, load it without one');
  const chosen = typeof optimizer === 'function' ? optimizer(saved) : optimizer;
  const className = chosen.getClassName();
  if (className === saved.className) return chosen;
  throw new CheckpointError(path, `it holds the state of the optimizer ${saved.className}, received ${className}`);
}

/**
 * Reads a checkpoint and puts its tensors, bit by bit, into what is given; nothing is changed where they do not fit.
 *
 * A model or variables keep their tensors and get new values; an optimizer gets its state through `setWeights`, so give it a new
 * one with the saved configuration (`saved.config`). The function form makes it from that. What is not given is not restored.
 * No tensor is left behind but the optimizer's state. For Node.js.
 *
 * @param path of a file that `saveCheckpoint` wrote
 * @param targets `model` or `variables`; `optimizer`, or a function from {className, config} to one
 * @throws CheckpointError for a file that is missing, no checkpoint, damaged, or that does not fit
 * @throws TypeError, RangeError for unknown targets and for both model and variables
 * @example
 * const {history, optimizer} = await loadCheckpoint('run.ckpt', {model, optimizer: ({config}) => new Adam(config)});
 * await train({model, data, optimizer, history, epochs: 10});
 */
export async function loadCheckpoint(path: string, targets: CheckpointTargets = {}): Promise<LoadedCheckpoint> {
  checkOptions('loadCheckpoint', targets, ['model', 'variables', 'optimizer']);
  const variables = checkpointVariables('loadCheckpoint', targets);
  const file = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new CheckpointError(path, `it cannot be read (${error.code ?? error.message})`);
  });
  const {header, data} = await decodeCheckpoint(path, file);
  const {specs, names, history, epoch, extra, optimizer: saved} = header;
  const weights = specs.filter(({name}) => name.startsWith('model/'));
  if (targets.model ?? targets.variables) checkFit(path, variables, weights);
  const optimizer = chooseOptimizer(path, targets, saved);
  const tensors = tf.io.decodeWeights(data, specs);
  try {
    if (optimizer) {
      const slots = specs.flatMap(({name}, i) =>
        name.startsWith('optimizer/') ? [{name: names[i]!, tensor: tensors[name]!}] : [],
      );
      await optimizer.setWeights(slots);
    }
    for (const [i, variable] of variables.entries()) variable.assign(tensors[`model/${i}`]!);
  } finally {
    tf.dispose(tensors);
  }
  return {epoch, history, saved, optimizer, extra};
}
