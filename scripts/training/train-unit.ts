import {mkdirSync} from 'node:fs';
import type * as tf from '@tensorflow/tfjs';
import {type EpochRecord, train} from '../../lib/training/index.ts';
import {loadCheckpoint, saveCheckpoint} from '../../lib/training/files/index.ts';
import {regressionScores} from '../model/regression-scores.ts';
import type {ExamplePair} from '../model/examples.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import type {ComparisonProgress} from '../terminal/comparison-progress.ts';
import {checkpointFile, dropOtherCheckpoints, lastCheckpoint} from './checkpoint-files.ts';
import {type Comparison, type ComparisonUnit, createOptimizer, datasetOf, whichTraining} from './comparison.ts';
import {drawsOfSeed} from './draws-of-seed.ts';
import type {TrainingEnd} from './training-store.ts';

export interface UnitSurroundings {
  readonly comparison: Comparison;
  readonly data: ExamplePair;
  readonly folder: RunFolder;
  readonly progress: ComparisonProgress;
  readonly signal: AbortSignal;
}

/**
 * Trains one unit, from its last checkpoint where there is one, and writes an event and a checkpoint after every epoch; that of the
 * best epoch stays beside the last one.
 *
 * Resolves to how it ended; undefined where the signal ended it, to be continued later.
 */
export async function trainUnit(
  unit: ComparisonUnit,
  {comparison, data, folder, progress, signal}: UnitSurroundings,
): Promise<TrainingEnd | undefined> {
  const {key, optimizer: choice, config, seed, fold, stem} = unit;
  const {epochs, batchSize, model: source} = comparison;
  const model = source.build(seed);
  const fresh = createOptimizer(comparison, choice, unit);
  mkdirSync(folder.file('checkpoints'), {recursive: true});
  const write = (record: EpochRecord): void => folder.appendEvent({event: 'epoch', key, ...record});
  const draws = drawsOfSeed(seed);
  let optimizer: tf.Optimizer = fresh;
  try {
    // Made from the saved configuration, in which a schedule that watches the loss has its state.
    const again = ({config: saved}: {config: tf.serialization.ConfigDict}) =>
      new (fresh.constructor as new (options: object) => tf.Optimizer)(saved);
    const path = lastCheckpoint(folder, stem);
    const checkpoint = path === undefined ? null : await loadCheckpoint(path, {model, optimizer: again});
    const history = checkpoint?.history ?? [];
    optimizer = checkpoint?.optimizer ?? fresh;
    const {label, name} = choice;
    folder.appendEvent({event: 'unit', key, label, optimizer: name, config, seed, ...(fold !== null && {fold}), stem});
    for (const record of history) write(record);
    const records = [...history];
    dropOtherCheckpoints(folder, stem, records);
    let recorded = 0;
    draws.startEpoch(records.length);
    const result = await train({
      model,
      loss: source.loss,
      data: data.train,
      test: data.test,
      optimizer,
      epochs,
      batchSize,
      compile: comparison.compile !== 'off',
      seed,
      history,
      diagnostics: true,
      signal,
      callbacks: {
        onEpochEnd: async (record, times) => {
          records.push(record);
          write(record);
          folder.appendTimes({key, ...times});
          recorded += times.seconds;
          await saveCheckpoint(checkpointFile(folder, stem, record.epoch), {model, optimizer, history: records});
          dropOtherCheckpoints(folder, stem, records);
          draws.startEpoch(record.epoch + 1);
          if (record.epoch > 0) progress.epoch(label, whichTraining(unit), record, times);
        },
      },
    });
    if (result.stopped === 'aborted') return undefined;
    const {stopped, divergence, updates, seconds} = result;
    // The epoch in which it diverged has no record, but it took its time.
    if (divergence) folder.appendTimes({key, epoch: records.length, seconds: seconds - recorded});
    const end = {stopped, divergence, updates};
    if (datasetOf(comparison, unit).task === 'classification') return end;
    if (divergence) return {...end, testR2: null, testRmse: null};
    const {scaling} = datasetOf(comparison, unit);
    return {...end, ...(await regressionScores(model, data.test, scaling))};
  } finally {
    draws.stop();
    optimizer.dispose();
    model.dispose();
  }
}
