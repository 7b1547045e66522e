import {createHash} from 'node:crypto';
import type * as tf from '@tensorflow/tfjs';
import {type ImageDataset, toTensors} from '../../lib/data/index.ts';
import {modelCatalogue} from '../../lib/models/index.ts';
import {type Unit, unitKey} from '../run/units.ts';
import type {ModelChoice} from '../arguments/model-spec.ts';
import type {OptimizerChoice} from '../arguments/optimizer-spec.ts';
import type {ScheduleMaker} from '../arguments/schedule-spec.ts';
import type {Examples} from '../../lib/training/index.ts';

/** What a comparison trains: every optimizer from every seed, on the same batches and from the same weights. */
export interface Comparison {
  readonly dataset: ImageDataset;
  readonly model: ModelChoice;
  readonly optimizers: readonly OptimizerChoice[];
  readonly schedule: ScheduleMaker | undefined;
  readonly epochs: number;
  readonly batchSize: number;
  /** Whether updates and evaluations are compiled where the backend can, default 'on'. */
  readonly compile?: 'on' | 'off';
  /** First seed; the others follow it. */
  readonly seed: number;
  readonly seeds: number;
}

/** One optimizer from one seed, named by the hash of all that its result depends on. */
export interface ComparisonUnit extends Unit {
  readonly optimizer: OptimizerChoice;
}

export const updatesPerEpoch = ({dataset, batchSize}: Pick<Comparison, 'dataset' | 'batchSize'>): number =>
  Math.ceil(dataset.train.count / batchSize);

/** A new optimizer of the comparison, its rate under the comparison's schedule where there is one. */
export function createOptimizer(comparison: Comparison, optimizer: OptimizerChoice) {
  const {schedule, epochs} = comparison;
  const run = {epochs, updatesPerEpoch: updatesPerEpoch(comparison)};
  if (optimizer.rate === null) return optimizer.create();
  return optimizer.create(schedule ? schedule(optimizer.rate, run) : optimizer.rate);
}

/** A new model of the comparison, with the initial weights of a seed. */
export function buildModel({model, dataset}: Pick<Comparison, 'model' | 'dataset'>, seed?: number): tf.Sequential {
  const {rows, columns} = dataset.train;
  const {name, options} = model;
  const own = seed === undefined ? {} : {seed};
  return modelCatalogue[name].build({rows, columns, classes: dataset.classes, ...own, ...options});
}

/** Names a data set by its content. */
export function dataFingerprint({train, test}: ImageDataset): string {
  const hash = createHash('sha256');
  for (const {images, labels} of [train, test]) hash.update(images).update(labels);
  return hash.digest('hex').slice(0, 16);
}

/** The units in the order in which they run: seed by seed, so that an early stop leaves a comparison of whole seeds. */
export function comparisonUnits(comparison: Comparison, backend: string): ComparisonUnit[] {
  const {dataset, model, epochs, batchSize, compile = 'on'} = comparison;
  // Compiled results differ in their last digits; on other backends nothing is compiled.
  const way = backend === 'tensorflow' ? {compile} : {};
  const shared = {data: dataFingerprint(dataset), model, epochs, batchSize, backend, ...way};
  return Array.from({length: comparison.seeds}, (_, index) => comparison.seed + index).flatMap((seed) =>
    comparison.optimizers.map((choice) => {
      const optimizer = createOptimizer(comparison, choice);
      const config = optimizer.getConfig();
      optimizer.dispose();
      return {key: unitKey({...shared, optimizer: choice.name, config, seed}), optimizer: choice, config, seed};
    }),
  );
}

/** The tensors of a data set, shared by all units. */
export interface ComparisonData {
  readonly train: Examples;
  readonly test: Examples;
}

/** The sets as tensors, the images as their own targets where the model reconstructs; the caller disposes them. */
export function comparisonData({dataset, model}: Pick<Comparison, 'dataset' | 'model'>): ComparisonData {
  const {input: shape, task} = modelCatalogue[model.name];
  const [train, test] = [dataset.train, dataset.test].map((images) => {
    const {x, y} = toTensors(images, {classes: dataset.classes, shape});
    if (task === 'classification') return {x, y};
    y.dispose();
    return {x, y: x};
  });
  return {train: train!, test: test!};
}
