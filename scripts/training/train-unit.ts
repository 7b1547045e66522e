import {existsSync, mkdirSync} from 'node:fs';
import type * as tf from '@tensorflow/tfjs';
import {modelCatalogue} from '../../lib/models/index.ts';
import {type EpochRecord, train} from '../../lib/training/index.ts';
import {loadCheckpoint, saveCheckpoint} from '../../lib/training/files/index.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import type {ComparisonProgress} from '../terminal/comparison-progress.ts';
import {type Comparison, type ComparisonUnit, buildModel, createOptimizer, type ComparisonData} from './comparison.ts';
import {checkpointOf, type TrainingEnd} from './training-store.ts';

export interface UnitSurroundings {
  readonly comparison: Comparison;
  readonly data: ComparisonData;
  readonly folder: RunFolder;
  readonly progress: ComparisonProgress;
  readonly signal: AbortSignal;
}

/**
 * Trains one unit, from its checkpoint where there is one, and writes an event and a checkpoint after every epoch.
 *
 * Resolves to how it ended; undefined where the signal ended it, to be continued later.
 */
export async function trainUnit(
  unit: ComparisonUnit,
  {comparison, data, folder, progress, signal}: UnitSurroundings,
): Promise<TrainingEnd | undefined> {
  const {key, optimizer: choice, config, seed} = unit;
  const {epochs, batchSize} = comparison;
  const {loss} = modelCatalogue[comparison.model.name];
  const model = buildModel(comparison, seed);
  const fresh = createOptimizer(comparison, choice);
  const path = checkpointOf(folder, unit);
  mkdirSync(folder.file('checkpoints'), {recursive: true});
  const write = (record: EpochRecord): void => folder.appendEvent({event: 'epoch', key, ...record});
  let optimizer: tf.Optimizer = fresh;
  try {
    // Made from the saved configuration, in which a schedule that watches the loss has its state.
    const again = ({config: saved}: {config: tf.serialization.ConfigDict}) =>
      new (fresh.constructor as new (options: object) => tf.Optimizer)(saved);
    const checkpoint = existsSync(path) ? await loadCheckpoint(path, {model, optimizer: again}) : null;
    const history = checkpoint?.history ?? [];
    optimizer = checkpoint?.optimizer ?? fresh;
    folder.appendEvent({event: 'unit', key, label: choice.label, optimizer: choice.name, config, seed});
    for (const record of history) write(record);
    const records = [...history];
    let recorded = 0;
    const result = await train({
      model,
      loss,
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
          await saveCheckpoint(path, {model, optimizer, history: records});
          if (record.epoch > 0) progress.epoch(choice.label, seed, record, times);
        },
      },
    });
    if (result.stopped === 'aborted') return undefined;
    const {stopped, divergence, updates, seconds} = result;
    // The epoch in which it diverged has no record, but it took its time.
    if (divergence) folder.appendTimes({key, epoch: records.length, seconds: seconds - recorded});
    return {stopped, divergence, updates};
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}
