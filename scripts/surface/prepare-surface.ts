import {mkdirSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import type {Dataset} from '../../lib/data/index.ts';
import {pointEvaluator, scanWeights, withWeightsRestored} from '../../lib/landscape/scan/index.ts';
import {weightsLike} from '../../lib/training/layers/index.ts';
import {CommandError} from '../arguments/errors.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {type Comparison, createOptimizer} from '../training/comparison.ts';
import {disposeExamples, type ExamplePair, examplesOf} from '../model/examples.ts';
import {chooseLoss, givenObjective} from '../model/given-model.ts';
import {lossFor} from '../model/model-source.ts';
import {differentNetworks} from '../model/network-shape.ts';
import {type PlaneFile, planeTensors, surfaceModel, saveTensors} from './surface-files.ts';
import {pointNames} from './point-names.ts';
import type {SurfaceOptions} from './surface-options.ts';
import {axisOf, choosePlane} from './surface-plane.ts';
import {ScanAborted} from '../../lib/landscape/index.ts';
import type {ModelLoss} from '../../lib/models/index.ts';
import {train} from '../../lib/training/index.ts';

/** The weights of a model before training and after every epoch of it, as new tensors. */
async function trainTrajectory(
  model: tf.LayersModel,
  {
    comparison,
    seed,
    data,
    loss,
    signal,
    progress,
  }: {
    comparison: Comparison;
    seed: number;
    data: ExamplePair;
    loss: ModelLoss;
    signal: AbortSignal;
    progress: (record: {epoch: number}) => void;
  },
): Promise<tf.Tensor[][]> {
  const optimizer = createOptimizer(comparison, comparison.optimizers[0]!);
  const trajectory: tf.Tensor[][] = [];
  try {
    const {stopped} = await train({
      model,
      loss,
      data: data.train,
      optimizer,
      epochs: comparison.epochs,
      batchSize: comparison.batchSize,
      seed,
      signal,
      callbacks: {
        onEpochEnd: (record) => {
          trajectory.push(model.getWeights().map((weight) => tf.clone(weight)));
          progress(record);
        },
      },
    });
    if (stopped === 'aborted') throw new ScanAborted('the training was ended by its signal');
    return trajectory;
  } catch (error) {
    tf.dispose(trajectory);
    throw error;
  } finally {
    optimizer.dispose();
  }
}

interface Surroundings {
  readonly options: SurfaceOptions;
  readonly comparison: Comparison;
  readonly dataset: Dataset;
  readonly signal: AbortSignal;
  readonly tell: (what: string) => void;
}

type Points = {points: tf.Tensor[][]; names: string[]};

/**
 * Loads the given models, if there are any, to see whether they can be.
 *
 * @throws UsageError, CommandError where one cannot, or where their loss is not known
 */
export async function checkGiven(options: SurfaceOptions, dataset: Dataset): Promise<void> {
  if (options.at === '') return;
  for (const index of options.at.split(',').keys()) {
    const given = await surfaceModel(options, dataset, {index});
    try {
      if (index === 0) chooseLoss(options.loss, [given], dataset);
    } finally {
      given.model.dispose();
    }
  }
}

/** The points of given files. */
async function givenPoints({options, dataset}: Surroundings, reference: tf.LayersModel): Promise<Points> {
  const points: tf.Tensor[][] = [];
  const files = options.at.split(',');
  for (const index of files.keys()) {
    const {model} = await surfaceModel(options, dataset, {index});
    try {
      points.push(weightsLike(reference, model).map((weight) => tf.clone(weight)));
    } catch (error) {
      throw error instanceof RangeError
        ? new CommandError(`--at: ${differentNetworks([reference, model], [files[0]!, files[index]!], error.message)}`)
        : error;
    } finally {
      model.dispose();
    }
  }
  return {points, names: pointNames(files)};
}

/** The points that training gives: the way of one run, or the ends of three. */
async function trainedPoints(surroundings: Surroundings): Promise<Points> {
  const {options, comparison, dataset, signal, tell} = surroundings;
  const seeds = options.plane === 'three-points' ? [0, 1, 2].map((i) => options.seed + i) : [options.seed];
  const ends: Points = {points: [], names: []};
  for (const seed of seeds) {
    const given = await surfaceModel(options, dataset, {seed});
    const {model} = given;
    const {loss} = lossFor(chooseLoss(options.loss, [given], dataset), model, dataset);
    const data = examplesOf(model, dataset, loss.name);
    try {
      const progress = ({epoch}: {epoch: number}) => tell(`seed ${seed}, epoch ${epoch}/${comparison.epochs}`);
      const way = await trainTrajectory(model, {comparison, seed, data, loss, signal, progress});
      if (options.plane === 'pca') {
        return {points: way, names: way.map((_, epoch) => (epoch === 0 ? 'start' : `epoch ${epoch}`))};
      }
      ends.points.push(way.at(-1)!);
      ends.names.push(seeds.length === 1 ? 'trained' : `seed ${seed}`);
      tf.dispose(way.slice(0, -1));
    } finally {
      disposeExamples(data);
      model.dispose();
    }
  }
  return ends;
}

/**
 * Trains or loads what the plane is made of, and writes the plane into the run folder: from here on the folder is enough.
 */
export async function prepareSurface(folder: RunFolder, surroundings: Surroundings): Promise<void> {
  const {options, dataset} = surroundings;
  const given = await surfaceModel(options, dataset);
  const {model} = given;
  const chosen = chooseLoss(options.loss, [given], dataset);
  const loss = typeof chosen === 'string' ? chosen : chosen.name;
  const source = options.at === '' ? await trainedPoints(surroundings) : await givenPoints(surroundings, model);
  const data = examplesOf(model, dataset, loss);
  const {points, names} = source;
  surroundings.tell(`plane ${options.plane}`);
  const plane = await choosePlane(options.plane, {
    model,
    loss: lossFor(chosen, model, dataset),
    data: data.train,
    points,
    names,
    seed: options.seed,
  });
  const weights = scanWeights('surface', {model});
  const {batchNorm} = options;
  const objective = givenObjective(model, chosen, dataset);
  const evaluator = pointEvaluator('surface', weights, {data: data.train, batchNorm}, objective);
  try {
    const lossAt = async (basis: readonly (readonly tf.Tensor[])[], coefficients: number[]): Promise<number> =>
      withWeightsRestored(weights.variables, async () => {
        const [measured] = await evaluator.measure(basis, [coefficients]);
        return measured!['trainLoss'] as number;
      });
    const measured: PlaneFile['points'][number][] = [];
    for (const [i, point] of plane.points.entries()) {
      const own = points[points.length - plane.points.length + i]!;
      measured.push({
        ...point,
        trueLoss: await lossAt([own], [1]),
        surfaceLoss: await lossAt([plane.origin, ...plane.directions], [1, point.x, point.y]),
      });
    }
    mkdirSync(folder.file('checkpoints'), {recursive: true});
    await saveTensors(planeTensors(folder), [plane.origin, ...plane.directions]);
    const {cosine, explainedVariance, eigenvalues} = plane;
    const [x, y] = (['x', 'y'] as const).map((axis) => axisOf(options[axis], plane.points, axis));
    folder.writeJson('plane.json', {
      x,
      y,
      cosine,
      explainedVariance,
      eigenvalues,
      loss,
      batchNorm: evaluator.batchNorm,
      points: measured,
    });
  } finally {
    evaluator.dispose();
    tf.dispose([plane.origin, ...plane.directions].flat());
    tf.dispose(points.flat());
    disposeExamples(data);
    model.dispose();
  }
}
