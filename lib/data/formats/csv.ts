import {parse} from 'csv-parse';
import {pipeline} from 'node:stream/promises';
import {show} from '../../base/arguments.ts';
import {DataError} from '../data-error.ts';
import {checkColumnNames, type ColumnTable, listed, rowNames, TableCollector} from '../table/column-table.ts';
import {numberOf} from '../table/cell-text.ts';
import {pointsForCommas} from './decimal-comma.ts';
import {withFile} from './open-file.ts';
import {textPieces} from './text-pieces.ts';

/** The mark between the whole part and the decimals of numbers in a text. */
export type Decimal = '.' | ',';

const separatorNames: Readonly<Record<string, string>> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
  '|': 'a bar',
};
/** A cell, or a quote that is never closed, is not read beyond this. */
const longestRow = 1 << 26;

/** The separator that a header has most of outside quotes; of none, a comma. */
function separatorOf(header: string): string {
  const bare = header.replaceAll(/"[^"]*"/g, '');
  const count = (separator: string) => bare.split(separator).length;
  return Object.keys(separatorNames).reduce((best, other) => (count(other) > count(best) ? other : best));
}

/** The first line of Excel that says the separator, as in sep=; and is no part of the table. */
const saidSeparator = /^\ufeff?"?sep=([,;\t|])"?\s*$/i;

/** The first line with anything in it. */
function firstLine(piece: Uint8Array): string {
  const text = new TextDecoder().decode(piece.subarray(0, 1 << 20));
  return text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '') ?? '';
}

interface CsvProblem extends Error {
  readonly code?: string;
  readonly lines?: number;
}

function explain(path: string, error: unknown, lastLine: number, twice: number): unknown {
  const {code, lines: counted} = error as CsvProblem;
  const lines = counted === undefined ? lastLine : counted - twice;
  const refuse = (line: number, problem: string) => new DataError(`${path}: line ${line}: ${problem}`, {cause: error});
  const remedy = 'put the whole cell in quotes, with no space before them, and write a quote within it twice ("")';
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return refuse(
      lastLine + 1,
      'a quote opens here or in the lines below and is never closed; close it, or write a quote within a quoted cell twice ("")',
    );
  }
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return refuse(
      lastLine + 1,
      `the row is longer than ${longestRow} bytes; is a quote not closed, or the file no table?`,
    );
  }
  if (code === 'INVALID_OPENING_QUOTE') return refuse(lines, `a quote stands within a cell; ${remedy}`);
  if (code === 'CSV_INVALID_CLOSING_QUOTE') {
    return refuse(lines, `text follows the quote that closes a cell; ${remedy}`);
  }
  return error;
}

/** Names of a header line; refuses numbers, of which a first row of data consists. R and pandas leave that of their index empty. */
function headerOf(path: string, cells: readonly string[], line: number): string[] {
  const [first = '', ...others] = cells.map((cell) => cell.trim());
  const names = [first === '' && others.length > 0 ? rowNames : first, ...others];
  const number = names.find((name) => !Number.isNaN(numberOf(name)));
  if (number !== undefined) {
    throw new DataError(
      `${path}: line ${line}: has no header line: expected names of the columns, found ${show(number)}; ` +
        `write a first line such as ${names
          .map((_, index) => `column${index + 1}`)
          .slice(0, 5)
          .join(',')}`,
    );
  }
  checkColumnNames(path, names, `line ${line}: `);
  return names;
}

const countIn = (cells: readonly string[], pattern: RegExp): number =>
  cells.reduce((sum, cell) => sum + cell.split(pattern).length - 1, 0);

/**
 * Reads a file of separated values by RFC 4180, plain or packed with gzip: a header, then rows; empty lines are passed over.
 *
 * @param separator of the cells; null to tell it by the header
 * @param decimal mark of decimals
 */
export async function readCsv(path: string, separator: string | null, decimal: Decimal = '.'): Promise<ColumnTable> {
  return await withFile(path, 'a table of text (CSV)', async (file, size) => {
    let [columns, collector, lastLine]: [string[], TableCollector | null, number] = [[], null, 0];
    let [delimiter, isSaid, twice] = [separator ?? ',', false, 0];
    const onRecord = (cells: string[], {lines}: {lines: number}): null => {
      // A record is told of at the line that it ends in, and a line break of two characters within a cell is counted twice.
      const isOne = lines - twice === lastLine + 1;
      if (!isOne) twice += countIn(cells, /\r\n/);
      const line = lines - twice - (isOne ? 0 : countIn(cells, /\r\n|\n|\r/));
      lastLine = lines - twice;
      if (cells.length === 1 && cells[0]!.trim() === '' && columns.length !== 1) return null;
      if (isSaid) {
        isSaid = false;
        return null;
      }
      if (collector === null) {
        columns = headerOf(path, cells, line);
        collector = new TableCollector(columns, false, delimiter === ';' && decimal === '.');
      } else if (cells.length === columns.length) {
        collector.add(decimal === '.' ? cells : pointsForCommas(cells, columns, `${path}: line ${line}`), line);
      } else throw ragged(path, line, cells, columns, delimiter, collector.count === 0);
      return null;
    };
    try {
      const pieces = textPieces(path, file, size);
      const first = await pieces.next();
      const head = first.value ?? new Uint8Array(0);
      const line = firstLine(head);
      const [, said] = saidSeparator.exec(line) ?? [];
      isSaid = said !== undefined;
      delimiter = said ?? separator ?? separatorOf(line);
      const parser = parse({
        bom: true,
        delimiter,
        // Told by the first line alone, a file whose lines end in several ways would be one row.
        record_delimiter: ['\r\n', '\n', '\r'],
        skip_empty_lines: true,
        relax_column_count: true,
        max_record_size: longestRow,
        on_record: onRecord,
      });
      const all = async function* (): AsyncGenerator<Uint8Array, void> {
        yield head;
        yield* pieces;
      };
      parser.resume();
      await pipeline(all, parser);
    } catch (error) {
      throw explain(path, error, lastLine, twice);
    }
    if (collector === null) throw new DataError(`${path}: has no line with a header; expected one, and rows`);
    return (collector as TableCollector).finish(path);
  });
}

function ragged(
  path: string,
  line: number,
  cells: readonly string[],
  columns: readonly string[],
  delimiter: string,
  isFirst: boolean,
): DataError {
  const separator = separatorNames[delimiter] ?? show(delimiter);
  const seen = cells.length === 1 ? `, ${show(cells[0])}` : '';
  const isOneMore = cells.length === columns.length + 1;
  const ofRows = isFirst
    ? '; if all rows begin with their name, as write.table of R has it, put a comma before the header'
    : '';
  const ending = isOneMore ? (cells.at(-1) === '' ? ', or take away the one that ends the line' : ofRows) : '';
  return new DataError(
    `${path}: line ${line}: there ${cells.length === 1 ? 'is 1 cell' : `are ${cells.length} cells`}${seen}; expected ${columns.length}, ` +
      `as many as the header has (${listed(columns)}), with ${separator} between them; put a cell that has one in it in quotes${ending}`,
  );
}
