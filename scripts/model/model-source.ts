import {createHash} from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import {listenToDraws} from '../../lib/base/draws.ts';
import type {Dataset} from '../../lib/data/index.ts';
import {lossCatalogue, type LossName, modelCatalogue, modelLoss, type ModelLoss} from '../../lib/models/index.ts';
import {CommandError, UsageError} from '../arguments/errors.ts';
import type {CatalogueChoice} from './catalogue-spec.ts';
import {checkMeaning} from './check-meaning.ts';
import {copyModel} from './copy-model.ts';
import {checkLoss, lossOfOutput, toldLoss, withTask} from './losses.ts';
import type {ModelChoice} from './model-choice.ts';
import {loadProgram} from './own-program.ts';
import {loadSavedModel} from './saved-model.ts';

/** What a command trains or measures: a model that can be built again and again, and its loss. */
export interface ModelSource {
  /** All that its results depend on. */
  readonly identity: object;
  readonly loss: ModelLoss;
  /** The same where it is one of this package, whose Gauss-Newton matrix is known. */
  readonly lossName: LossName | null;
  /** Whether its layers draw while it trains, as dropout does. */
  readonly draws: boolean;
  /** A new model with the initial weights of a seed; the caller disposes it. */
  build(seed?: number): tf.LayersModel;
  dispose(): void;
}

const isOwn = (name: string): name is LossName => Object.hasOwn(lossCatalogue, name);

/** A loss by name or as a program gives it, counting right answers as the task and the outputs of the model have them. */
export function lossFor(
  loss: string | ModelLoss,
  model: tf.LayersModel,
  dataset: Dataset,
): Pick<ModelSource, 'loss' | 'lossName'> {
  let resolved: ModelLoss;
  try {
    resolved = modelLoss('--loss', loss);
  } catch (error) {
    throw new UsageError([(error as Error).message]);
  }
  const isNamed = typeof loss === 'string';
  return {loss: withTask(resolved, model, dataset, isNamed), lossName: isNamed && isOwn(loss) ? loss : null};
}

/** A network of the catalogue for the data. */
function ofCatalogue({name, options}: CatalogueChoice, dataset: Dataset, asked: string | undefined): ModelSource {
  const entry = modelCatalogue[name];
  const {shape, outputs, task, train} = dataset;
  const isOfImages = shape.length === 3;
  if (entry.input === 'image' && !isOfImages)
    throw new UsageError([
      `--model ${name} takes images, and the examples of ${dataset.name} have the shape [${shape.join(', ')}]`,
    ]);
  if (entry.task === 'reconstruction' && !(train.x instanceof Uint8Array))
    throw new UsageError([
      `--model ${name} gives brightnesses back and takes images, which ${dataset.name} does not have`,
    ]);
  const [rows, columns, channels] = isOfImages
    ? (shape as [number, number, number])
    : [1, shape.reduce((product, each) => product * each, 1), 1];
  const build = (seed?: number): tf.Sequential => {
    try {
      return entry.build({rows, columns, channels, classes: outputs, ...(seed !== undefined && {seed}), ...options});
    } catch (error) {
      throw error instanceof RangeError ? new UsageError([`--model ${name}: ${error.message}`]) : error;
    }
  };
  const model = build(0);
  try {
    const loss = asked ?? (task === 'regression' ? 'meanSquaredError' : entry.loss);
    checkLoss(loss, model, dataset);
    return {identity: {name, options, loss}, ...lossFor(loss, model, dataset), draws: false, build, dispose: () => {}};
  } finally {
    model.dispose();
  }
}

/** Whether a model draws numbers while it trains. */
function drawsInTraining(model: tf.LayersModel): boolean {
  let draws = 0;
  const shape = model.inputs.length === 1 ? model.inputs[0]!.shape.slice(1).map((size) => size ?? 1) : null;
  // Of several inputs it is refused by name, later.
  if (shape === null) return false;
  listenToDraws(
    () => draws++,
    () => tf.tidy(() => void model.apply(tf.zeros([1, ...shape]), {training: true})),
  );
  return draws > 0;
}

/** Names a model by its layers and its weights. */
function modelFingerprint(model: tf.LayersModel): string {
  const copy = copyModel(model) ?? model;
  const hash = createHash('sha256').update(JSON.stringify(copy.getConfig()));
  for (const weight of copy.getWeights()) hash.update(JSON.stringify(weight.shape)).update(weight.dataSync());
  if (copy !== model) copy.dispose();
  return hash.digest('hex').slice(0, 16);
}

/** A saved model, which every seed begins with as it was saved. */
async function ofFolder(path: string, dataset: Dataset, asked: string | undefined): Promise<ModelSource> {
  const saved = await loadSavedModel(path);
  try {
    checkMeaning(saved, dataset, `--model ${path}`);
    const loss = asked ?? toldLoss(saved) ?? lossOfOutput(saved, dataset);
    checkLoss(loss, saved, dataset);
    const identity = {saved: modelFingerprint(saved), loss};
    return {
      identity,
      ...lossFor(loss, saved, dataset),
      draws: drawsInTraining(saved),
      build() {
        const model = copyModel(saved);
        if (model) return model;
        throw new CommandError(
          `--model ${path} has a layer that TensorFlow.js cannot make again: give a file that exports build`,
        );
      },
      dispose: () => void saved.dispose(),
    };
  } catch (error) {
    saved.dispose();
    throw error;
  }
}

/** What a program of the user builds. */
async function ofProgram(path: string, dataset: Dataset, asked: string | undefined): Promise<ModelSource> {
  const {build, loss: own, source} = await loadProgram(path, dataset);
  const model = build();
  try {
    const loss = asked ?? own ?? toldLoss(model) ?? lossOfOutput(model, dataset);
    if (typeof loss === 'string') checkLoss(loss, model, dataset);
    const told = typeof loss === 'string' ? loss : loss.name;
    return {
      // What a function computes, its name does not tell.
      identity: {program: modelFingerprint(model), source, loss: told},
      ...lossFor(loss, model, dataset),
      draws: drawsInTraining(model),
      build(seed) {
        const built = build(seed);
        // Of a layer of the user's own class there is no copy: it keeps its name.
        const copy = copyModel(built);
        if (copy) built.dispose();
        return copy ?? built;
      },
      dispose: () => {},
    };
  } finally {
    model.dispose();
  }
}

/**
 * Opens a model for the data: one of the catalogue, a saved one, or what a program builds.
 *
 * @param loss as `--loss` has it
 * @throws UsageError, CommandError where it cannot be had, or does not fit the data
 */
export function openModel(choice: ModelChoice, dataset: Dataset, loss?: string): Promise<ModelSource> | ModelSource {
  if (choice.kind === 'catalogue') return ofCatalogue(choice, dataset, loss);
  return choice.kind === 'saved' ? ofFolder(choice.path, dataset, loss) : ofProgram(choice.path, dataset, loss);
}
