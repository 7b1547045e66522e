import {mkdirSync} from 'node:fs';
import type {PathPoint} from '../../lib/landscape/index.ts';
import {writeAtomically} from '../../lib/base/node/atomic-write.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';

/** A number as a spreadsheet reads it; nothing for what was not measured. */
export const cell = (value: number | string | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** Text as a part of a file name. */
export const fileName = (text: string): string => text.replaceAll(/[^\w.=-]+/g, '-');

/** Writes lines of values, separated by commas, as a file of a run folder, and gives its path. */
export function writeCsv(folder: RunFolder, path: readonly string[], rows: readonly (readonly string[])[]): string {
  const file = folder.file(...path);
  mkdirSync(folder.file(...path.slice(0, -1)), {recursive: true});
  writeAtomically(file, rows.map((row) => `${row.join(',')}\n`).join(''));
  return file;
}

/**
 * Writes a path: alpha, split, seed, loss, accuracy.
 *
 * @param seed empty where no seed belongs to it
 */
export function writePath(folder: RunFolder, name: string, points: readonly PathPoint[], seed: number | null): string {
  const splits = points[0]?.['testLoss'] === null ? ['train'] : ['train', 'test'];
  const rows = splits.flatMap((split) =>
    points.map((point) => [point.alpha, split, seed, point[`${split}Loss`], point[`${split}Accuracy`]].map(cell)),
  );
  return writeCsv(
    folder,
    ['paths', `${fileName(name)}.csv`],
    [['alpha', 'split', 'seed', 'loss', 'accuracy'], ...rows],
  );
}
