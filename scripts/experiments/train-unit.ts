import {existsSync, mkdirSync} from 'node:fs';
import type * as tf from '@tensorflow/tfjs';
import {modelCatalogue} from '../../lib/models/index.ts';
import type {UpdateRule} from '../../lib/optimizer/index.ts';
import type {RunFolder} from '../../lib/report/folder/run-folder.ts';
import type {RunUnit} from '../../lib/report/types.ts';
import {
  type EpochRecord,
  type Examples,
  loadCheckpoint,
  saveCheckpoint,
  train,
  type TrainResult,
} from '../../lib/training/index.ts';
import type {ComparisonProgress} from '../terminal/progress.ts';
import {type Comparison, type ComparisonUnit, createOptimizer} from './comparison.ts';

/** The tensors of a data set, shared by all units. */
export interface ComparisonData {
  readonly train: Examples;
  readonly test: Examples;
}

export interface UnitSurroundings {
  readonly comparison: Comparison;
  readonly data: ComparisonData;
  readonly folder: RunFolder;
  readonly progress: ComparisonProgress;
  readonly signal: AbortSignal;
}

interface UnitEvent {
  readonly event: 'unit' | 'epoch' | 'end';
  readonly key: string;
}

interface EndEvent extends UnitEvent {
  readonly stopped: string;
  readonly divergence: RunUnit['divergence'];
  readonly updates: number;
}

interface UnitTimes {
  readonly key: string;
  readonly epoch: number;
  readonly seconds: number;
}

export const checkpointOf = (folder: RunFolder, {key}: ComparisonUnit): string =>
  folder.file('checkpoints', `${key}.ckpt`);

const eventsOf = <Event extends UnitEvent>(folder: RunFolder, key: string, name: Event['event']): Event[] =>
  (folder.readEvents() as Event[]).filter((event) => event.key === key && event.event === name);

/** What a unit came to, read from the run folder; undefined while it has not ended. */
export function finishedUnit(folder: RunFolder, {key, optimizer, config, seed}: ComparisonUnit): RunUnit | undefined {
  const [end] = eventsOf<EndEvent>(folder, key, 'end');
  if (!end) return undefined;
  const history = eventsOf<UnitEvent & EpochRecord>(folder, key, 'epoch').map(
    ({event: _event, key: _key, ...record}) => record,
  );
  // An epoch that was done again after a resume counts once, by its last time.
  const times = (folder.readTimes() as UnitTimes[]).filter((time) => time.key === key);
  const byEpoch = new Map(times.map((time) => [time.epoch, time.seconds]));
  const seconds = [...byEpoch.values()].reduce((sum, time) => sum + time, 0);
  const {divergence, updates} = end;
  const updatesPerSecond = seconds > 0 ? updates / seconds : 0;
  return {
    label: optimizer.label,
    optimizer: optimizer.name,
    config,
    seed,
    history,
    divergence,
    seconds,
    updates,
    updatesPerSecond,
  };
}

/**
 * Makes a run folder ready to go on: events of units that had not ended are dropped, since such a unit writes those up to
 * its checkpoint again before it continues.
 */
export function dropUnfinishedEvents(folder: RunFolder): void {
  const events = folder.readEvents() as UnitEvent[];
  const ended = new Set(events.filter(({event}) => event === 'end').map(({key}) => key));
  folder.rewriteEvents(events.filter(({key}) => ended.has(key)));
}

/** How a unit ended, in words for the progress line; nothing where it just did all its epochs. */
function endNote({stopped, divergence}: TrainResult): string {
  if (divergence === null) return stopped === 'epochs' ? '' : stopped;
  const rate = divergence.learningRate === null ? '' : ` at rate ${divergence.learningRate}`;
  return `diverged at update ${divergence.update}${rate}: ${divergence.reason}`;
}

/**
 * Trains one unit, from its checkpoint where there is one, and writes an event and a checkpoint after every epoch.
 *
 * An abort leaves the unit without an end event, to be continued later. Resolves to a note on how it ended.
 */
export async function trainUnit(
  unit: ComparisonUnit,
  {comparison, data, folder, progress, signal}: UnitSurroundings,
): Promise<string> {
  const {key, optimizer: choice, config, seed} = unit;
  const {dataset, epochs, batchSize, model: chosen} = comparison;
  const {rows, columns} = dataset.train;
  const entry = modelCatalogue[chosen.name];
  const model = entry.build({rows, columns, classes: dataset.classes, seed, ...chosen.options});
  const fresh = createOptimizer(comparison, choice);
  const path = checkpointOf(folder, unit);
  mkdirSync(folder.file('checkpoints'), {recursive: true});
  const write = (record: EpochRecord): void => folder.appendEvent({event: 'epoch', key, ...record});
  let optimizer: tf.Optimizer = fresh;
  try {
    // Made from the saved configuration, in which a schedule that watches the loss has its state.
    const again = ({config: saved}: {config: tf.serialization.ConfigDict}) =>
      new (fresh.constructor as new (options: object) => UpdateRule)(saved);
    const checkpoint = existsSync(path) ? await loadCheckpoint(path, {model, optimizer: again}) : null;
    const history = checkpoint?.history ?? [];
    optimizer = checkpoint?.optimizer ?? fresh;
    folder.appendEvent({event: 'unit', key, label: choice.label, optimizer: choice.name, config, seed});
    for (const record of history) write(record);
    const records = [...history];
    const result = await train({
      model,
      loss: entry.loss,
      data: data.train,
      test: data.test,
      optimizer,
      epochs,
      batchSize,
      seed,
      history,
      diagnostics: true,
      signal,
      callbacks: {
        onEpochEnd: async (record, times) => {
          records.push(record);
          write(record);
          folder.appendTimes({key, ...times});
          await saveCheckpoint(path, {model, optimizer, history: records});
          if (record.epoch > 0) progress.epoch(choice.label, seed, record, times);
        },
      },
    });
    if (result.stopped === 'aborted') return 'stopped';
    const {stopped, divergence, updates} = result;
    folder.appendEvent({event: 'end', key, stopped, divergence, updates});
    return endNote(result);
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}
