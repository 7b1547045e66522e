import type {RunUnit} from '../report/types.ts';
import type {EventOf} from '../run/folder/schemas.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {CommandError} from '../arguments/errors.ts';
import type {UnitStore} from '../run/units.ts';
import type {ComparisonUnit} from './comparison.ts';

/** How a training ended. */
export type TrainingEnd = Omit<EventOf<'end'>, 'event' | 'key'>;

type TrainingEvent = EventOf<'unit' | 'epoch' | 'end'>;

const isOfTraining = (event: {readonly event: string}): event is TrainingEvent =>
  ['unit', 'epoch', 'end'].includes(event.event);

/** What is wrong with the epochs of a training that has ended; null where each is there, once and in order. */
function flawOf(events: readonly TrainingEvent[], {stopped, updates}: TrainingEnd): string | null {
  const records = events.filter((event): event is EventOf<'epoch'> => event.event === 'epoch');
  const at = records.findIndex(({epoch}, index) => epoch !== index);
  if (at >= 0) return records[at]!.epoch < at ? `has epoch ${records[at]!.epoch} twice` : `lacks epoch ${at}`;
  const last = records.at(-1)?.updates;
  return stopped === 'epochs' && last !== updates ? `lacks what follows ${last ?? 'no'} of ${updates} updates` : null;
}

/**
 * How the trainings of a run ended, as the last of the lines that each has in `metrics.jsonl`. One whose epochs are not all there
 * counts as not ended: it goes on from its checkpoint, which has them.
 */
export function trainingStore(folder: RunFolder): UnitStore<TrainingEnd> {
  const ends = new Map<string, TrainingEnd>();
  for (const [key, events] of grouped(folder.readEvents().filter(isOfTraining), (event) => event.key)) {
    const end = events.findLast((event) => event.event === 'end');
    if (end !== undefined && flawOf(events, end) === null) ends.set(key, end);
  }
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

function grouped<Line, Key>(lines: readonly Line[], keyOf: (line: Line) => Key): Map<Key, Line[]> {
  const groups = new Map<Key, Line[]>();
  for (const line of lines) {
    const group = groups.get(keyOf(line));
    if (group) group.push(line);
    else groups.set(keyOf(line), [line]);
  }
  return groups;
}

/**
 * What the units that have ended came to, read from the run folder.
 *
 * @throws CommandError where a line of one is missing or there twice
 */
export function finishedUnits(folder: RunFolder, units: readonly ComparisonUnit[]): RunUnit[] {
  const events = grouped(folder.readEvents().filter(isOfTraining), (event) => event.key);
  const times = grouped(folder.readTimes(), (time) => time.key);
  return units.flatMap(({key, optimizer: {label, name: optimizer}, config, seed, fold}) => {
    const own = events.get(key) ?? [];
    const end = own.findLast((event) => event.event === 'end');
    if (!end) return [];
    const flaw = flawOf(own, end);
    if (flaw !== null) {
      throw new CommandError(
        `${folder.file('metrics.jsonl')} ${flaw} of ${label}, seed ${seed}: go on with the run by --resume, which writes its ` +
          'lines again from its checkpoint',
      );
    }
    const history = own
      .filter((event): event is EventOf<'epoch'> => event.event === 'epoch')
      .map(({event: _event, key: _key, ...record}) => record);
    // An epoch that was done again after a resume counts once, by its last time.
    const byEpoch = new Map((times.get(key) ?? []).map((time) => [time.epoch, time.seconds]));
    const seconds = [...byEpoch.values()].reduce((sum, time) => sum + time, 0);
    let passed = 0;
    const clock = history.map(({epoch}) => (passed += byEpoch.get(epoch) ?? 0));
    const {divergence, updates, testR2, testRmse} = end;
    const updatesPerSecond = seconds > 0 ? updates / seconds : 0;
    return [
      {
        label,
        optimizer,
        config,
        seed,
        ...(fold !== null && {fold}),
        history,
        divergence,
        ...(testR2 !== undefined && {testR2, testRmse: testRmse ?? null}),
        seconds,
        updates,
        updatesPerSecond,
        clock,
      },
    ];
  });
}
