import {statSync} from 'node:fs';
import {dirname} from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import * as z from 'zod';
import {fileProblem} from '../../lib/base/node/file-problem.ts';
import type {Dataset} from '../../lib/data/index.ts';
import type {ModelLoss} from '../../lib/models/index.ts';
import {modelObjective, type Objective} from '../../lib/training/objective/index.ts';
import {loadCheckpoint} from '../../lib/training/files/index.ts';
import {CommandError, UsageError} from '../arguments/errors.ts';
import {RunFolder} from '../run/folder/run-folder.ts';
import {referenceOf} from '../training/run-reference.ts';
import {checkMeaning} from './check-meaning.ts';
import {checkLoss, lossOfOutput, toldLoss} from './losses.ts';
import {parseModelChoice} from './model-choice.ts';
import {lossFor, openModel} from './model-source.ts';
import {loadSavedModel} from './saved-model.ts';

/** A model that was given, and its loss where it tells it. */
export interface GivenModel {
  readonly model: tf.LayersModel;
  readonly loss: string | ModelLoss | null;
}

const runModel = z.looseObject({model: z.string().exactOptional(), loss: z.string().exactOptional()});

/** The model that a run trained and the loss that was asked for, out of the `config.json` of the folder that its checkpoints lie in. */
function modelOfRun(checkpoint: string): {model: string; loss: string | undefined} | undefined {
  const config = new RunFolder(dirname(dirname(checkpoint))).readDocument(
    'config.json',
    runModel,
    'the configuration of a run',
  );
  return config?.model === undefined ? undefined : {model: config.model, loss: config.loss};
}

/** The file or folder that a text names: it may be a part of a run, such as RUN@best or RUN/adam/seed2. */
function placeOf(text: string, option: string): {path: string; isFolder: boolean} {
  const reference = referenceOf(text, option);
  if (reference !== null) return {path: reference, isFolder: false};
  try {
    return {path: text, isFolder: statSync(text).isDirectory()};
  } catch (error) {
    throw new UsageError([`--${option}: ${text} ${fileProblem(error)}`]);
  }
}

/**
 * Loads a checkpoint of a run, or a saved model.
 *
 * @param text a file, a folder with `model.json`, or a part of a run
 * @param model as `--model` has it, for checkpoints that lie in no run folder; null where the command has no such option
 * @throws UsageError, CommandError where there is neither, or it does not fit
 */
export async function loadGiven(
  text: string,
  {option, model: named, dataset}: {option: string; model: string | undefined | null; dataset: Dataset},
): Promise<GivenModel> {
  const {path, isFolder} = placeOf(text, option);
  if (isFolder || path.endsWith('.json')) {
    const model = await loadSavedModel(path);
    try {
      checkMeaning(model, dataset, `--${option}: ${path}`, true);
      return {model, loss: toldLoss(model)};
    } catch (error) {
      model.dispose();
      throw error;
    }
  }
  const ofRun = named ? {model: named, loss: undefined} : modelOfRun(path);
  if (ofRun === undefined) {
    const remedy = named === null ? 'give a checkpoint in the folder of its run, or a saved model' : 'give --model';
    throw new UsageError([`--${option}: ${path} lies in no run folder that tells its model: ${remedy}`]);
  }
  const mistakes: string[] = [];
  const choice = await parseModelChoice(ofRun.model, mistakes);
  if (!choice || mistakes.length > 0) throw new UsageError(mistakes);
  const source = await openModel(choice, dataset, ofRun.loss);
  const model = source.build(0);
  try {
    await loadCheckpoint(path, {model});
    return {model, loss: source.lossName ?? source.loss};
  } catch (error) {
    model.dispose();
    throw error instanceof Error && error.name === 'CheckpointError' ? new CommandError(error.message) : error;
  } finally {
    source.dispose();
  }
}

const nameOf = (loss: string | ModelLoss): string => (typeof loss === 'string' ? loss : loss.name);

/**
 * The loss to measure given models with: the one that was asked for, else the one that they were trained with, else the one that goes
 * with what they give out.
 *
 * @throws UsageError where they were trained with different losses, or tell none and leave a choice, or where it does not fit
 */
export function chooseLoss(
  asked: string | undefined,
  given: readonly GivenModel[],
  dataset: Pick<Dataset, 'task' | 'name'>,
): string | ModelLoss {
  const told = given.flatMap(({loss}) => loss ?? []);
  const names = [...new Set(told.map(nameOf))];
  if (!asked && names.length > 1) {
    throw new UsageError([`the models were trained with different losses (${names.join(', ')}): give --loss`]);
  }
  const {model} = given[0]!;
  const loss = asked || (told[0] ?? lossOfOutput(model, dataset));
  if (typeof loss === 'string') checkLoss(loss, model, dataset);
  return loss;
}

/** Mean loss and number of right answers of a model. */
export const givenObjective = (model: tf.LayersModel, loss: string | ModelLoss, dataset: Dataset): Objective =>
  modelObjective(model, lossFor(loss, model, dataset).loss);
