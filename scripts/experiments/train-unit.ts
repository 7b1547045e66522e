import {existsSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {modelCatalogue} from '../../lib/models/index.ts';
import type {RunFolder, RunUnit} from '../../lib/report/index.ts';
import {type EpochRecord, type Examples, loadCheckpoint, saveCheckpoint, train} from '../../lib/training/index.ts';
import type {ComparisonProgress} from '../terminal/progress.ts';
import {type Comparison, type ComparisonUnit, createOptimizer} from './comparison.ts';

/** The tensors of a data set, shared by all units. */
export interface ComparisonData {
  readonly train: Examples;
  readonly test: Examples;
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

export const checkpointOf = (folder: RunFolder, {key}: ComparisonUnit): string => folder.file('checkpoints', `${key}.ckpt`);

const eventsOf = <Event extends UnitEvent>(folder: RunFolder, key: string, name: Event['event']): Event[] =>
  (folder.readEvents() as Event[]).filter((event) => event.key === key && event.event === name);

/** What a unit came to, read from the run folder; undefined while it has not ended. */
export function finishedUnit(folder: RunFolder, {key, optimizer, config, seed}: ComparisonUnit): RunUnit | undefined {
  const [end] = eventsOf<EndEvent>(folder, key, 'end');
  if (!end) return undefined;
  const history = eventsOf<UnitEvent & EpochRecord>(folder, key, 'epoch').map(
    ({event: _, key: __, ...record}) => record,
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
