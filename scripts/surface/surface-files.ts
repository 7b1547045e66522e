import {readdirSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import type {Measurement} from '../../lib/landscape/index.ts';
import type {BatchNormMode} from '../../lib/landscape/scan/batch-norm.ts';
import {type PointEvaluator, pointEvaluator} from '../../lib/landscape/scan/point-evaluator.ts';
import {scanWeights, type ScanWeights} from '../../lib/landscape/scan/weights.ts';
import {JsonLines} from '../../lib/base/node/json-lines.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {loadDigits} from '../training/load-digits.ts';
import {givenData} from '../training/given-data.ts';
import {givenObjective, loadGiven} from '../training/given-model.ts';
import {modelFromText} from '../training/text-model.ts';
import type {SurfaceOptions} from './surface-options.ts';
import {loadTensors} from './tensors-file.ts';

/** What `plane.json` says; the tensors are in `checkpoints/plane.ckpt`. */
export interface PlaneFile {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly cosine: number;
  readonly explainedVariance: readonly [number, number] | null;
  readonly eigenvalues: readonly [number, number] | null;
  readonly loss: string;
  /** How batch normalisation is treated; null for a model without it. */
  readonly batchNorm: BatchNormMode | null;
  /** Where the points of the plane lie, their own loss, and that of the nearest point of the plane. */
  readonly points: readonly {
    readonly name: string;
    readonly x: number;
    readonly y: number;
    readonly distance: number;
    readonly trueLoss: number;
    readonly surfaceLoss: number;
  }[];
}

export const planeTensors = (folder: RunFolder): string => folder.file('checkpoints', 'plane.ckpt');

/** One line of a file of points: a group, which is measured as a whole. */
interface PointsLine {
  readonly points: readonly {readonly index: number; readonly measurement: Measurement}[];
}

/** The file that a process writes its points to. */
export const pointsFile = (folder: RunFolder, share: number): JsonLines =>
  new JsonLines(folder.file(`points-${share}.jsonl`));

/** All points that any process has measured. */
export function knownPoints(folder: RunFolder): Map<number, Measurement> {
  const files = readdirSync(folder.path).filter((name) => /^points-\d+\.jsonl$/.test(name));
  const lines = files.flatMap((name) => new JsonLines(folder.file(name)).read() as PointsLine[]);
  return new Map(lines.flatMap(({points}) => points.map(({index, measurement}) => [index, measurement] as const)));
}

/** Everything that a scan needs, made out of the run folder alone. */
export interface SurfaceWork {
  readonly weights: ScanWeights;
  readonly evaluator: PointEvaluator;
  readonly basis: tf.Tensor[][];
  readonly plane: PlaneFile;
  dispose(): void;
}

/** The model of a surface: given, or of the catalogue. */
export async function surfaceModel(
  {at, model: text}: Pick<SurfaceOptions, 'at' | 'model'>,
  dataset: Awaited<ReturnType<typeof loadDigits>>,
  index = 0,
): Promise<{model: tf.LayersModel; loss: string | null}> {
  if (at === '') return modelFromText(text, dataset, 0);
  return loadGiven(at.split(',')[index]!, {option: 'at', model: undefined, dataset});
}

/** Opens the work of a run folder; a process of its own does the same. */
export async function openSurface(folder: RunFolder): Promise<SurfaceWork> {
  const options: SurfaceOptions = {at: '', ...(folder.readJson('config.json') as Omit<SurfaceOptions, 'at'>)};
  const plane = folder.readJson('plane.json') as PlaneFile;
  const dataset = await loadDigits(options, new AbortController().signal);
  const {model} = await surfaceModel(options, dataset);
  const data = givenData(model, dataset, plane.loss);
  const weights = scanWeights('surface', {model});
  const {batchNorm} = options;
  const evaluator = pointEvaluator(
    'surface',
    weights,
    {data: data.train, test: data.test, batchNorm},
    givenObjective(model, plane.loss),
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
      for (const {x, y} of [data.train, data.test]) tf.dispose([x, y]);
      model.dispose();
    },
  };
}
