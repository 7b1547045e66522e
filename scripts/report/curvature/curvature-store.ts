import {JsonLines} from '../../../lib/base/node/json-lines.ts';
import type {RunFolder} from '../../run/folder/run-folder.ts';
import type {CurvatureRecord} from './record.ts';

/** The records of curvature of a run, one a line of `curvature.jsonl`. */
export const curvatureFile = (folder: RunFolder): JsonLines => new JsonLines(folder.file('curvature.jsonl'));

/** Keys of the moments that were probed in a run so far. */
export const probedKeys = (folder: RunFolder): Set<string> =>
  new Set((curvatureFile(folder).read() as CurvatureRecord[]).map(({key}) => key));

/** What was probed in a run so far, each moment once, in the order of the training. */
export function readCurvature(folder: RunFolder): CurvatureRecord[] {
  const records = curvatureFile(folder).read() as CurvatureRecord[];
  // A moment that was probed again with other settings counts by its last record.
  const moments = new Map(
    records.map((record) => [JSON.stringify([record.label, record.seed, record.updates]), record]),
  );
  return [...moments.values()].sort(
    (a, b) => a.label.localeCompare(b.label) || (a.seed ?? 0) - (b.seed ?? 0) || (a.updates ?? 0) - (b.updates ?? 0),
  );
}
