import {show} from '../../base/arguments.ts';
import {type CellKind, isDay, kindOfCell, missingList} from './cell-text.ts';
import {type Cells, mostCategories} from './cells.ts';
import type {ColumnTable} from './column-table.ts';
import {doubtfulProblem} from './doubtful-points.ts';
import {numbersOf} from './values.ts';

/** What a column of a table is to a model. */
export type ColumnKind = 'number' | 'boolean' | 'category';

const ignoreIt = (name: string) => `leave it out with ignore: [${show(name)}] (--ignore ${name})`;
const nameIt = (name: string) => `name the column in categories: [${show(name)}] (--categories ${name})`;

/** What is wrong with cells of a kind among others, and what to do. */
const wrongCells: Readonly<Partial<Record<CellKind, readonly [problem: string, remedy: string]>>> = {
  tiny: ['is too near 0 for a number, and would become 0', 'write 0, or all numbers in a smaller unit'],
  code: ['begins with 0, as codes do and numbers do not', 'write it without these zeros if it is a number'],
  either: [
    'has a comma, which may be that of decimals or of thousands',
    'write it with a point, or without the comma, whichever is meant',
  ],
  infinite: ['is infinite, or too large for a number', 'write a finite number, or leave the cell empty'],
  comma: ['has a decimal comma', `write numbers with a point, or give decimal: ',' (--decimal ,)`],
  thousands: ['has separators of thousands', 'write numbers without them'],
  unit: ['has a unit', 'write the number alone'],
  long: ['is a whole number beyond 2^53, which float64 cannot tell from its neighbours', 'write a smaller one'],
  quoted: ['is a number written as a text', 'make it a number (Number(...); in JSON without quotes)'],
};

/**
 * What a column is, by all of its cells: numbers, true and false, or texts; refuses by name what is none of these.
 *
 * @param index of the column
 * @param options.named whether the caller says that it holds categories, whatever they look like
 * @param options.kept whether the caller wants texts that look like names or ids of the rows, default false
 * @param options.use 'target' for what is to be predicted, whose texts are told of elsewhere; 'known' where another table has told
 *   what it is
 */
export function columnKind(
  table: ColumnTable,
  index: number,
  {named, kept = false, use = 'input'}: {named: boolean; kept?: boolean; use?: 'input' | 'target' | 'known'},
): ColumnKind {
  const [name, cells] = [table.columns[index]!, table.cells[index]!];
  const refuse = (problem: string, row?: number) =>
    table.error(problem, row === undefined ? {column: name} : {row, column: name});
  if (cells.form === 'numbers') {
    if (named) throw refuse(`more than ${mostCategories} different values are no categories; ${ignoreIt(name)}`);
    for (const [row, text] of cells.strays) throw refuse(strayProblem(table, name, text), row);
    const row = cells.numbers.findIndex((number) => number === Infinity || number === -Infinity);
    if (row >= 0) throw refuse(`the number ${wrongCells.infinite!.join('; ')}`, row);
    checkMeaning(table, name, cells, use);
    return 'number';
  }
  const kinds = cells.values.map((value) => kindOfCell(value, table.typed));
  const rowOf = (code: number) => (cells.form === 'many' ? cells.firstRows[code]! : cells.codes.indexOf(code));
  if (kinds.length === 0) throw refuse(`no row has a value; ${ignoreIt(name)}`);
  if (!named) {
    if (kinds.every((kind) => kind === 'number')) {
      checkMeaning(table, name, cells, use);
      return 'number';
    }
    if (kinds.every((kind) => kind === 'boolean')) return 'boolean';
    if (kinds.every((kind) => kind === 'date')) {
      throw refuse(dateProblem(name, cells.values[0]), rowOf(0));
    }
    const numeric = kinds.some((kind) => kind === 'number' || wrongCells[kind] !== undefined);
    const clear = kinds.findIndex((kind) => wrongCells[kind] !== undefined && kind !== 'either');
    const wrong = clear < 0 ? kinds.indexOf('either') : clear;
    const isList = kinds.every((kind) => kind === 'number' || wrongCells[kind] !== undefined);
    if (isList) {
      const [problem, remedy] = wrongCells[kinds[wrong]!]!;
      const rest = wayOut(name, kinds[wrong]!);
      throw refuse(`${show(cells.values[wrong])} ${problem}; ${remedy}${rest}`, rowOf(wrong));
    }
    if (numeric) {
      const text = kinds.findIndex((kind) => kind !== 'number' && wrongCells[kind] === undefined);
      throw refuse(strayProblem(table, name, String(cells.values[text])), rowOf(text));
    }
  }
  if (cells.form === 'many')
    throw refuse(`more than ${mostCategories} different texts are no categories; ${ignoreIt(name)}`);
  const rows = cells.codes.reduce((sum, code) => sum + (code < 0 ? 0 : 1), 0);
  const differ = cells.values.length;
  if (!named && !kept && use === 'input' && ((differ === rows && rows > 3) || (differ > 20 && 2 * differ > rows))) {
    throw refuse(
      `${differ} different texts in ${rows} rows, as of a name or an id, tell a model nothing of other rows; ${ignoreIt(name)}, or ${nameIt(name)}`,
    );
  }
  return 'category';
}

/** What to do about a column other than writing it anew. */
function wayOut(name: string, kind: CellKind): string {
  if (kind === 'code') return `; otherwise ${nameIt(name)} or ${ignoreIt(name)}`;
  return `, or ${kind === 'quoted' ? nameIt(name) : ignoreIt(name)}`;
}

const dateProblem = (name: string, found: unknown): string =>
  `${show(found)} is a date or time, which is no number yet; ${ignoreIt(name)}, or write numbers instead, such as the day of the year`;

/** Refuses numbers that may mean others, and whole ones that all write days. */
function checkMeaning(table: ColumnTable, name: string, cells: Cells, use: 'input' | 'target' | 'known'): void {
  if (cells.form === 'many') return;
  if (cells.doubtful !== null) {
    throw table.error(doubtfulProblem(cells.doubtful.text), {row: cells.doubtful.row, column: name});
  }
  // One number of 20240531 more, where another table has numbers of all kinds, is none.
  if (use === 'known') return;
  const numbers = numbersOf(cells, table.count);
  if (!numbers.every((number) => Number.isNaN(number) || isDay(number))) return;
  const row = numbers.findIndex((number) => !Number.isNaN(number));
  throw table.error(`${dateProblem(name, numbers[row])}; of amounts, another unit`, {row, column: name});
}

function strayProblem(table: ColumnTable, name: string, text: string): string {
  const kind = kindOfCell(text, table.typed);
  const wrong = wrongCells[kind];
  if (wrong) return `${show(text)} ${wrong.join('; ')}${kind === 'code' ? wayOut(name, kind) : ''}`;
  return (
    `found ${show(text)} in a column that has numbers too; correct it, write ${missingList} where there is no value, ` +
    `${nameIt(name)} or ${ignoreIt(name)}`
  );
}
