import {mkdirSync} from 'node:fs';
import {writeAtomically} from '../../lib/base/node/atomic-write.ts';
import type {RunFolder} from './folder/run-folder.ts';

/** A number as a spreadsheet reads it; nothing for what was not measured. */
export const cell = (value: number | string | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** Writes lines of values, separated by commas, as a file of a run folder, and gives its path. */
export function writeCsv(folder: RunFolder, path: readonly string[], rows: readonly (readonly string[])[]): string {
  const file = folder.file(...path);
  mkdirSync(folder.file(...path.slice(0, -1)), {recursive: true});
  writeAtomically(file, rows.map((row) => `${row.join(',')}\n`).join(''));
  return file;
}
