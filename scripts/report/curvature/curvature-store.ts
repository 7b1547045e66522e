import {JsonLines} from '../../../lib/base/node/json-lines.ts';
import {checkedLines} from '../../run/folder/checked.ts';
import type {RunFolder} from '../../run/folder/run-folder.ts';
import type {UnitStore} from '../../run/units.ts';
import {type CurvatureRecord, curvatureRecord} from './record.ts';

const fileOf = (folder: RunFolder): JsonLines => new JsonLines(folder.file('curvature.jsonl'));

const recordsOf = (folder: RunFolder): CurvatureRecord[] =>
  checkedLines(fileOf(folder), curvatureRecord, 'a record of curvature');

/** The records of curvature of a run, one a line of `curvature.jsonl`; `size` counts the moments. */
export function curvatureStore(folder: RunFolder): UnitStore<CurvatureRecord> & {readonly size: number} {
  const file = fileOf(folder);
  const records = new Map(recordsOf(folder).map((record) => [record.key, record]));
  return {
    get size() {
      return records.size;
    },
    has: (key) => records.has(key),
    get: (key) => records.get(key),
    put(key, record) {
      file.append(record);
      records.set(key, record);
    },
  };
}

/** What was probed in a run so far, each moment once, in the order of the training. */
export function readCurvature(folder: RunFolder): CurvatureRecord[] {
  // A moment that was probed again with other settings counts by its last record.
  const moments = new Map(
    recordsOf(folder).map((record) => [JSON.stringify([record.label, record.seed, record.updates]), record]),
  );
  return [...moments.values()].sort(
    (a, b) => a.label.localeCompare(b.label) || (a.seed ?? 0) - (b.seed ?? 0) || (a.updates ?? 0) - (b.updates ?? 0),
  );
}
