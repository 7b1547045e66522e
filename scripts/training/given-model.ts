import {statSync} from 'node:fs';
import {dirname} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as z from 'zod';
import {fileProblem} from '../../lib/base/node/file-problem.ts';
import type {ImageDataset} from '../../lib/data/index.ts';
import {lossCatalogue, type LossName, modelCatalogue} from '../../lib/models/index.ts';
import {withPenalties} from '../../lib/models/parts/index.ts';
import type {Objective} from '../../lib/training/objective/index.ts';
import {loadCheckpoint} from '../../lib/training/files/index.ts';
import {parseModel} from '../arguments/model-spec.ts';
import {CommandError, UsageError} from '../arguments/errors.ts';
import {RunFolder} from '../run/folder/run-folder.ts';
import {loadSavedModel} from './saved-model.ts';

/** A model that was given, and the name of its loss where it tells it. */
export interface GivenModel {
  readonly model: tf.LayersModel;
  readonly loss: string | null;
}

/** What the classes of tfjs do not show of a compiled model. */
interface CompiledModel {
  readonly loss?: unknown;
  /** A tf.Sequential hands everything on to this one. */
  readonly model?: CompiledModel;
  readonly lossFunctions?: ((labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor)[];
}

/** The model that a run trained, out of the `config.json` of the folder that its checkpoints lie in. */
function modelOfRun(checkpoint: string): string | undefined {
  const config = new RunFolder(dirname(dirname(checkpoint))).readDocument(
    'config.json',
    z.looseObject({model: z.unknown()}),
    'the configuration of a run',
  );
  return typeof config?.model === 'string' ? config.model : undefined;
}

/**
 * Loads a checkpoint of a run, or a saved model.
 *
 * @param model as `--model` has it, for checkpoints that lie in no run folder; null where the command has no such option
 * @throws UsageError, CommandError where there is neither, or it does not fit
 */
export async function loadGiven(
  path: string,
  {option, model: named, dataset}: {option: string; model: string | undefined | null; dataset: ImageDataset},
): Promise<GivenModel> {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    throw new UsageError([`--${option}: ${path} ${fileProblem(error)}`]);
  }
  if (isFolder || path.endsWith('.json')) {
    const model = await loadSavedModel(path);
    const {loss} = model as unknown as CompiledModel;
    const [only, ...others] = Array.isArray(loss) ? (loss as unknown[]) : [loss];
    return {model, loss: typeof only === 'string' && others.length === 0 ? only : null};
  }
  const text = named ?? modelOfRun(path);
  if (text === undefined) {
    const remedy = named === null ? 'give a checkpoint in the folder of its run, or a saved model' : 'give --model';
    throw new UsageError([`--${option}: ${path} lies in no run folder that tells its model: ${remedy}`]);
  }
  const mistakes: string[] = [];
  const choice = parseModel(text, mistakes);
  if (!choice) throw new UsageError(mistakes);
  const entry = modelCatalogue[choice.name];
  const {rows, columns} = dataset.train;
  const model = entry.build({rows, columns, classes: dataset.classes, ...choice.options});
  try {
    await loadCheckpoint(path, {model});
    return {model, loss: entry.loss};
  } catch (error) {
    model.dispose();
    throw error instanceof Error && error.name === 'CheckpointError' ? new CommandError(error.message) : error;
  }
}

/** The loss that goes with what the last layer of a model gives out; null where that leaves a choice. */
function lossOfOutput(model: tf.LayersModel): LossName | 'categoricalCrossentropy' | null {
  if (model.outputs.length > 1) return null;
  const last = model.layers.at(-1)!;
  if (last instanceof tf.LayersModel) return lossOfOutput(last);
  const {activation = 'linear'} = last.getConfig();
  if (last.getClassName() === 'Softmax' || activation === 'softmax') return 'categoricalCrossentropy';
  const units = (model.outputShape as tf.Shape).at(-1) ?? 1;
  return activation === 'linear' && units > 1 ? 'softmaxCrossEntropy' : null;
}

/**
 * The name of the loss to measure given models with: the one that was asked for, else the one that they were trained with, else the
 * cross entropy of the classes where they give probabilities (softmax) or logits (no activation, several outputs).
 *
 * @throws UsageError where they were trained with different losses, or tell none and have other outputs
 */
export function chooseLoss(asked: string | undefined, given: readonly GivenModel[]): string {
  if (asked) return asked;
  const [told, ...others] = new Set(given.flatMap(({loss}) => loss ?? []));
  if (others.length > 0) {
    throw new UsageError([
      `the models were trained with different losses (${[told, ...others].join(', ')}): give --loss`,
    ]);
  }
  const loss = told ?? lossOfOutput(given[0]!.model);
  if (loss !== null) return loss;
  throw new UsageError(['the models do not tell their loss (no training configuration in model.json): give --loss']);
}

const lossFunction = (
  model: tf.LayersModel,
  name: string,
): ((labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor) => {
  if (Object.hasOwn(lossCatalogue, name)) return lossCatalogue[name as LossName];
  try {
    model.compile({optimizer: 'sgd', loss: name});
  } catch {
    throw new UsageError([
      `--loss: unknown loss "${name}" (${Object.keys(lossCatalogue).join(', ')} of logits, or one of TensorFlow.js such as ` +
        'categoricalCrossentropy)',
    ]);
  }
  const {model: inner, lossFunctions} = model as unknown as CompiledModel;
  return (inner?.lossFunctions ?? lossFunctions)![0]!;
};

/** Mean loss and number of right answers of a model under a loss by name, of this package or of TensorFlow.js. */
export function givenObjective(model: tf.LayersModel, name: string): Objective {
  const loss = lossFunction(model, name);
  const isOfClasses = /crossentropy/i.test(name) && !/sigmoid|binary/i.test(name);
  const isSparse = /sparse/i.test(name);
  const penalised = withPenalties(model);
  return {
    model,
    variables: [],
    loss: ({x, y}) => tf.mean(loss(y, model.apply(x, {training: false}) as tf.Tensor)),
    measure: ({x, y}) => {
      const predictions = model.apply(x, {training: false}) as tf.Tensor;
      const mean = tf.mean<tf.Scalar>(loss(y, predictions));
      if (!isOfClasses) return {loss: penalised(mean), correct: null};
      const classes = isSparse ? tf.reshape(y, [-1]) : tf.argMax(y, -1);
      return {
        loss: penalised(mean),
        correct: tf.sum(tf.equal(classes, tf.argMax(predictions, -1).cast(classes.dtype)).toFloat()),
      };
    },
  };
}

/** A model as `--model` has it, with the initial weights of a seed; and the name of its loss. */
export function modelFromText(
  text: string,
  {train, classes}: ImageDataset,
  seed: number,
): {model: tf.LayersModel; loss: string} {
  const mistakes: string[] = [];
  const choice = parseModel(text, mistakes);
  if (!choice) throw new UsageError(mistakes);
  const entry = modelCatalogue[choice.name];
  return {
    model: entry.build({rows: train.rows, columns: train.columns, classes, seed, ...choice.options}),
    loss: entry.loss,
  };
}
