import {readdirSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import * as z from 'zod';
import {type PointEvaluator, pointEvaluator} from '../../lib/landscape/scan/index.ts';
import {scanWeights, type ScanWeights} from '../../lib/landscape/scan/index.ts';
import {JsonLines} from '../../lib/base/node/json-lines.ts';
import {CommandError, UsageError} from '../arguments/errors.ts';
import {anyNumber, checkedLines} from '../run/folder/checked.ts';
import {type MeasuredPoints, measuredPoints} from '../run/folder/schemas.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {type KnownPoints, pointStore} from '../run/point-store.ts';
import {batchNormChoices} from '../run/scan-arguments.ts';
import type {UnitStore} from '../run/units.ts';
import type {Dataset} from '../../lib/data/index.ts';
import type {DataOptions} from '../data/data-options.ts';
import {openData} from '../data/open-data.ts';
import {disposeExamples, examplesOf} from '../model/examples.ts';
import {chooseLoss, type GivenModel, givenObjective, loadGiven} from '../model/given-model.ts';
import {parseModelChoice} from '../model/model-choice.ts';
import {openModel} from '../model/model-source.ts';
import type {SurfaceOptions} from './surface-options.ts';
import {loadCheckpoint, saveCheckpoint} from '../../lib/training/files/index.ts';

const pair = z.tuple([anyNumber, anyNumber]).readonly().nullable();

/** What `plane.json` says; the tensors are in `checkpoints/plane.ckpt`. */
const planeFile = z.object({
  x: z.array(z.number()).readonly(),
  y: z.array(z.number()).readonly(),
  cosine: anyNumber,
  explainedVariance: pair,
  eigenvalues: pair,
  loss: z.string(),
  /** How batch normalisation is treated; null for a model without it. */
  batchNorm: z.enum(batchNormChoices).nullable(),
  /** Where the points of the plane lie, their own loss, and that of the nearest point of the plane. */
  points: z
    .array(
      z.object({
        name: z.string(),
        x: anyNumber,
        y: anyNumber,
        distance: anyNumber,
        trueLoss: anyNumber,
        surfaceLoss: anyNumber,
      }),
    )
    .readonly(),
});

export type PlaneFile = z.infer<typeof planeFile>;

/** The plane of a run, undefined before there is one. */
export const planeFileOf = (folder: RunFolder): PlaneFile | undefined =>
  folder.readDocument('plane.json', planeFile, 'a plane of this command');

export const planeTensors = (folder: RunFolder): string => folder.file('checkpoints', 'plane.ckpt');

/** One line of a file of points: a group, which is measured as a whole. */
const pointsLine = z.object({points: measuredPoints});

const pointsOf = (lines: JsonLines): MeasuredPoints[] =>
  checkedLines(lines, pointsLine, 'a group of points of a surface').map(({points}) => points);

/** The one plane of a run, by which its points are known. */
export const thePlane = 'plane';

/** The points that any process has measured; those that are put go into the file of one of the processes. */
export function surfacePoints(folder: RunFolder, share: number): UnitStore<KnownPoints, typeof thePlane> {
  const own = new JsonLines(folder.file(`points-${share}.jsonl`));
  const files = readdirSync(folder.path).filter((name) => /^points-\d+\.jsonl$/.test(name));
  const groups = files.flatMap((name) => pointsOf(new JsonLines(folder.file(name))));
  return pointStore(
    groups.map((points) => [thePlane, points] as const),
    (_plane, points) => own.append({points}),
  );
}

/** All points that any process has measured. */
export const knownPoints = (folder: RunFolder): KnownPoints => surfacePoints(folder, 0).get(thePlane) ?? new Map();

/** What a process takes from `config.json`. */
const surfaceConfig = z.looseObject({
  at: z.string().exactOptional(),
  model: z.string(),
  loss: z.string().exactOptional(),
  data: z.string(),
  dataset: z.enum(['mnist', 'fashion']),
  batchNorm: z.enum(batchNormChoices),
});

/** Everything that a scan needs, made out of the run folder alone. */
export interface SurfaceWork {
  readonly weights: ScanWeights;
  readonly evaluator: PointEvaluator;
  readonly basis: tf.Tensor[][];
  readonly plane: PlaneFile;
  dispose(): void;
}

/** The model of a surface: given, or the one that is trained. */
export async function surfaceModel(
  {at, model: text, loss}: Pick<SurfaceOptions, 'at' | 'model' | 'loss'>,
  dataset: Dataset,
  {index = 0, seed = 0}: {index?: number; seed?: number} = {},
): Promise<GivenModel> {
  if (at === '') {
    const mistakes: string[] = [];
    const choice = await parseModelChoice(text, mistakes);
    if (!choice || mistakes.length > 0) throw new UsageError(mistakes);
    const source = await openModel(choice, dataset, loss || undefined);
    try {
      return {model: source.build(seed), loss: source.lossName ?? source.loss};
    } finally {
      source.dispose();
    }
  }
  return loadGiven(at.split(',')[index]!, {option: 'at', model: null, dataset});
}

/** Opens the work of a run folder; a process of its own does the same. */
export async function openSurface(folder: RunFolder): Promise<SurfaceWork> {
  const options = folder.readDocument('config.json', surfaceConfig, 'the configuration of a surface');
  const plane = planeFileOf(folder);
  if (options === undefined || plane === undefined)
    throw new CommandError(`${folder.path} holds no surface: it needs config.json and plane.json; start a new run`);
  const [dataset] = await openData(options as unknown as DataOptions, {signal: new AbortController().signal});
  const given = await surfaceModel({at: '', loss: '', ...options}, dataset);
  const {model} = given;
  const loss = chooseLoss(options.loss, [given], dataset);
  const data = examplesOf(model, dataset, plane.loss);
  const weights = scanWeights('surface', {model});
  const {batchNorm} = options;
  const evaluator = pointEvaluator(
    'surface',
    weights,
    {data: data.train, test: data.test, batchNorm},
    givenObjective(model, loss, dataset),
  );
  const basis = await loadTensors(planeTensors(folder), model, 3);
  return {
    weights,
    evaluator,
    basis,
    plane,
    dispose() {
      evaluator.dispose();
      tf.dispose(basis);
      disposeExamples(data);
      model.dispose();
    },
  };
}

/** Keeps points of weight space, one after the other, in a checkpoint file. */
export async function saveTensors(path: string, points: readonly (readonly tf.Tensor[])[]): Promise<void> {
  // A checkpoint asks its variables for shapes and values only, which tensors have as well.
  await saveCheckpoint(path, {variables: points.flat() as unknown as tf.Variable[]});
}

/** Reads as many points back, for the weights of a model; the caller disposes them. */
async function loadTensors(path: string, model: tf.LayersModel, count: number): Promise<tf.Tensor[][]> {
  const shapes = model.weights.map(({shape}) => shape as number[]);
  const variables = Array.from({length: count}, () => shapes)
    .flat()
    .map((shape) => {
      const zeros = tf.zeros(shape);
      const variable = tf.variable(zeros);
      zeros.dispose();
      return variable;
    });
  try {
    await loadCheckpoint(path, {variables});
    return Array.from({length: count}, (_, p) =>
      variables.slice(p * shapes.length, (p + 1) * shapes.length).map((variable) => tf.clone(variable)),
    );
  } finally {
    tf.dispose(variables);
  }
}
