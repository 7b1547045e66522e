import type {RunUnit} from '../report/types.ts';
import type {EventOf} from '../run/folder/schemas.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import type {UnitStore} from '../run/units.ts';
import type {ComparisonUnit} from './comparison.ts';

/** How a training ended. */
export type TrainingEnd = Omit<EventOf<'end'>, 'event' | 'key'>;

type TrainingEvent = EventOf<'unit' | 'epoch' | 'end'>;

const isOfTraining = (event: {readonly event: string}): event is TrainingEvent =>
  ['unit', 'epoch', 'end'].includes(event.event);

/** A training goes on from here. */
export const checkpointOf = (folder: RunFolder, {key}: Pick<ComparisonUnit, 'key'>): string =>
  folder.file('checkpoints', `${key}.ckpt`);

/** How the trainings of a run ended, as the last of the lines that each has in `metrics.jsonl`. */
export function trainingStore(folder: RunFolder): UnitStore<TrainingEnd> {
  const ends = new Map<string, TrainingEnd>();
  for (const event of folder.readEvents()) if (event.event === 'end') ends.set(event.key, event);
  return {
    has: (key) => ends.has(key),
    get: (key) => ends.get(key),
    put(key, end) {
      folder.appendEvent({event: 'end', key, ...end});
      ends.set(key, end);
    },
  };
}

/**
 * Makes a run folder ready to go on: events of units that had not ended are dropped, since such a unit writes those up to
 * its checkpoint again before it continues.
 */
export function dropUnfinishedEvents(folder: RunFolder): void {
  const ended = trainingStore(folder);
  folder.rewriteEvents(folder.readEvents().filter((event) => isOfTraining(event) && ended.has(event.key)));
}

function byKey<Line extends {readonly key?: string}>(lines: readonly Line[]): Map<string | undefined, Line[]> {
  const groups = new Map<string | undefined, Line[]>();
  for (const line of lines) {
    const group = groups.get(line.key);
    if (group) group.push(line);
    else groups.set(line.key, [line]);
  }
  return groups;
}

/** What the units that have ended came to, read from the run folder. */
export function finishedUnits(folder: RunFolder, units: readonly ComparisonUnit[]): RunUnit[] {
  const events = byKey(folder.readEvents().filter(isOfTraining));
  const times = byKey(folder.readTimes());
  return units.flatMap(({key, optimizer: {label, name: optimizer}, config, seed}) => {
    const own = events.get(key) ?? [];
    const end = own.find(({event}) => event === 'end') as EventOf<'end'> | undefined;
    if (!end) return [];
    const history = own
      .filter((event): event is EventOf<'epoch'> => event.event === 'epoch')
      .map(({event: _event, key: _key, ...record}) => record);
    // An epoch that was done again after a resume counts once, by its last time.
    const byEpoch = new Map((times.get(key) ?? []).map((time) => [time.epoch, time.seconds]));
    const seconds = [...byEpoch.values()].reduce((sum, time) => sum + time, 0);
    const {divergence, updates} = end;
    const updatesPerSecond = seconds > 0 ? updates / seconds : 0;
    return [{label, optimizer, config, seed, history, divergence, seconds, updates, updatesPerSecond}];
  });
}
