import {existsSync, mkdirSync} from 'node:fs';
import type * as tf from '@tensorflow/tfjs';
import {modelCatalogue} from '../../lib/models/index.ts';
import type {UpdateRule} from '../../optimizers/base/index.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import type {RunUnit} from '../report/types.ts';
import {type EpochRecord, train, type TrainResult} from '../../lib/training/index.ts';
import {loadCheckpoint, saveCheckpoint} from '../../lib/training/files/index.ts';
import type {ComparisonProgress} from '../terminal/comparison-progress.ts';
import type {ComparisonData} from './comparison-data.ts';
import {type Comparison, type ComparisonUnit, createOptimizer} from './comparison.ts';

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

function byKey<Line extends {readonly key: string}>(lines: readonly Line[]): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const group = groups.get(line.key);
    if (group) group.push(line);
    else groups.set(line.key, [line]);
  }
  return groups;
}

/** Keys of the units that have ended. */
export function endedUnits(folder: RunFolder): Set<string> {
  const events = folder.readEvents() as UnitEvent[];
  return new Set(events.filter(({event}) => event === 'end').map(({key}) => key));
}

/** What the units that have ended came to, read from the run folder. */
export function finishedUnits(folder: RunFolder, units: readonly ComparisonUnit[]): RunUnit[] {
  const events = byKey(folder.readEvents() as UnitEvent[]);
  const times = byKey(folder.readTimes() as UnitTimes[]);
  return units.flatMap(({key, optimizer: {label, name: optimizer}, config, seed}) => {
    const own = events.get(key) ?? [];
    const end = own.find(({event}) => event === 'end') as EndEvent | undefined;
    if (!end) return [];
    const history = (own.filter(({event}) => event === 'epoch') as (UnitEvent & EpochRecord)[]).map(
      ({event: _event, key: _key, ...record}) => record,
    );
    // An epoch that was done again after a resume counts once, by its last time.
    const byEpoch = new Map((times.get(key) ?? []).map((time) => [time.epoch, time.seconds]));
    const seconds = [...byEpoch.values()].reduce((sum, time) => sum + time, 0);
    const {divergence, updates} = end;
    const updatesPerSecond = seconds > 0 ? updates / seconds : 0;
    return [{label, optimizer, config, seed, history, divergence, seconds, updates, updatesPerSecond}];
  });
}

/**
 * Makes a run folder ready to go on: events of units that had not ended are dropped, since such a unit writes those up to
 * its checkpoint again before it continues.
 */
export function dropUnfinishedEvents(folder: RunFolder): void {
  const ended = endedUnits(folder);
  folder.rewriteEvents((folder.readEvents() as UnitEvent[]).filter(({key}) => ended.has(key)));
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
    let recorded = 0;
    const result = await train({
      model,
      loss: entry.loss,
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
    if (result.stopped === 'aborted') return 'stopped';
    const {stopped, divergence, updates, seconds} = result;
    // The epoch in which it diverged has no record, but it took its time.
    if (divergence) folder.appendTimes({key, epoch: records.length, seconds: seconds - recorded});
    folder.appendEvent({event: 'end', key, stopped, divergence, updates});
    return endNote(result);
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}
