import {choiceOption, type OptionsOf, readOptions} from '../../base/options.ts';
import {DataError} from '../data-error.ts';
import type {Decimal} from './csv.ts';
import type {ColumnTable, TableRows} from '../table/column-table.ts';

type Reader = (path: string, decimal: Decimal) => Promise<ColumnTable>;

/** What is said of the numbers of a file of text. */
export const textOptions = {
  decimal: choiceOption(
    ['.', ','],
    'the mark of decimals in .csv and .tsv; with a comma, points of thousands are refused',
  ),
};

/** How a table of text writes its numbers. */
export interface ReadTableOptions extends OptionsOf<typeof textOptions> {}

// The libraries that read are loaded with the first file that needs them: together they would add a tenth of a second to every start.
const readers: readonly (readonly [ending: RegExp, read: Reader])[] = [
  [/\.csv(?:\.gz)?$/i, async (path, decimal) => await (await import('./csv.ts')).readCsv(path, null, decimal)],
  [/\.(?:tsv|tab)(?:\.gz)?$/i, async (path, decimal) => await (await import('./csv.ts')).readCsv(path, '\t', decimal)],
  [/\.(?:jsonl|ndjson)(?:\.gz)?$/i, async (path) => await (await import('./json-lines.ts')).readJsonLines(path)],
  [/\.json(?:\.gz)?$/i, async (path) => await (await import('./json-list.ts')).readJsonList(path)],
  [/\.parquet$/i, async (path) => await (await import('./parquet.ts')).readParquet(path)],
];

/** Whether a file is a table by its ending. */
export const isTable = (path: string): boolean => readers.some(([ending]) => ending.test(path));

/** The endings of tables. */
export const tableEndings = '.csv, .tsv, .jsonl, .ndjson, .json, .parquet';

/** Reads a table of any kind. */
export async function readColumns(path: string, decimal: Decimal = '.'): Promise<ColumnTable> {
  if (decimal === ',' && /\.(?:jsonl|ndjson|json|parquet)(?:\.gz)?$/i.test(path))
    throw new DataError(`${path}: decimal does not go with JSON and Parquet, whose numbers are numbers; leave it out`);
  const [, read] = readers.find(([ending]) => ending.test(path)) ?? [];
  if (read) return await read(path, decimal);
  throw new DataError(`${path}: its ending names no kind of table; expected one of ${tableEndings}`);
}

/**
 * Reads a table: a file with a header and separated values (.csv, .tsv), a JSON object a line (.jsonl, .ndjson) or a list of JSON
 * objects (.json), each plain or with .gz, or Parquet (.parquet).
 *
 * Separated values are read by RFC 4180 in UTF-8: a cell in quotes may hold separators, line breaks and quotes written twice; the
 * separator is that of a first line sep=; as Excel writes it, or the one of comma, semicolon, tab and bar that the header has most of
 * (of .tsv a tab); empty lines are passed over. A first column without a name,
 * the index of R and pandas, is called row_names. What a column holds is told by all of its cells: numbers where all are (decimal point,
 * exponents), true and false in any spelling, otherwise texts, as where one begins with 0 (01234). Where cells are separated by
 * semicolons and all numbers look like 1.100, which may be 1100, they stay texts, or are refused where there are more than 1000.
 * An empty cell, NA, N/A, n/a, NaN, nan, null, NULL and ? have no value. Values of JSON and Parquet keep their types: a text that
 * writes a number is a text, and so is a whole number beyond 2^53, and a time of the day or a span of time.
 *
 * @param path of the file; its ending says what it is
 * @param options `decimal`, '.' (default) or ',' for numbers such as 1,5 in .csv and .tsv, in which a number with a point is refused
 * @returns the names of the columns, the rows, and the line of each row; of a column with more than 1000 different texts, which is
 *   of no use to a model, only the first 1001 are kept
 * @throws DataError with line and column for a file without a header, rows of another length, quotes that do not fit, names that
 *   come twice in a header or an object, other bytes than text, damage, and what unpacks to more than 8 GB or to 200 times its length
 * @example
 * const iris = await readTable('iris.csv');
 * iris.columns; // ['length', 'width', 'species']
 * const {x, y} = table(iris, {target: 'species'});
 * tf.dispose([x, y]);
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export async function readTable(path: string, options: ReadTableOptions = {}): Promise<TableRows> {
  return await readColumns(path, readOptions('readTable', textOptions, options).decimal);
}
