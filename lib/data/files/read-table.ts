import {DataError} from '../data-error.ts';
import type {ColumnTable, TableRows} from '../table/column-table.ts';
import {readCsv} from './csv.ts';
import {readJsonLines} from './json-lines.ts';
import {readParquet} from './parquet.ts';

type Reader = (path: string) => Promise<ColumnTable>;

const readers: readonly (readonly [ending: RegExp, read: Reader])[] = [
  [/\.csv(?:\.gz)?$/i, (path) => readCsv(path, null)],
  [/\.(?:tsv|tab)(?:\.gz)?$/i, (path) => readCsv(path, '\t')],
  [/\.(?:jsonl|ndjson)(?:\.gz)?$/i, readJsonLines],
  [/\.parquet$/i, readParquet],
];

/** Whether a file is a table by its ending. */
export const isTable = (path: string): boolean => readers.some(([ending]) => ending.test(path));

/** Reads a table of any kind. */
export async function readColumns(path: string): Promise<ColumnTable> {
  const [, read] = readers.find(([ending]) => ending.test(path)) ?? [];
  if (read) return await read(path);
  throw new DataError(`${path}: its ending names no kind of table; expected .csv, .tsv, .jsonl, .ndjson or .parquet`);
}

export async function readTable(path: string): Promise<TableRows> {
  return await readColumns(path);
}
