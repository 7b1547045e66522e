import {show} from '../../base/arguments.ts';
import {type ColumnTable, rowNames} from './column-table.ts';
import {numbersOf} from './values.ts';

/** What is asked of the columns by their names. */
export interface ColumnWishes {
  readonly target: string;
  readonly ignore: readonly string[];
  readonly keep: readonly string[];
  readonly categories: readonly string[];
}

/** From where a column counts the rows, if it does: in a file that is sorted by class it would tell the class. */
function countFrom({cells, count}: ColumnTable, index: number): number | null {
  const column = cells[index]!;
  if (count < 10 || column.form === 'many') return null;
  const at = (row: number) =>
    column.form === 'few' ? Number(column.values[column.codes[row]!]) : column.numbers[row]!;
  const first = at(0);
  if (!Number.isSafeInteger(first)) return null;
  for (let row = 1; row < count; row++) if (at(row) !== row + first) return null;
  return first;
}

/** Whether a column has every number from 0 or from 1 on once, in any order: the number of a row before it was sorted or shuffled. */
function isShuffledCount({cells, count}: ColumnTable, index: number): boolean {
  if (count < 10 || cells[index]!.form === 'many') return false;
  const numbers = numbersOf(cells[index]!, count);
  const first = numbers.reduce((least, number) => Math.min(least, number), Infinity);
  const places = new Set(numbers.filter((number) => Number.isInteger(number) && number < first + count));
  return (first === 0 || first === 1) && places.size === count;
}

/**
 * Why a column is an index of the rows and no input, with the way out; null for all others.
 *
 * @param named whether its numbers are names: then they count nothing
 */
function indexProblem(table: ColumnTable, index: number, named: boolean): string | null {
  const name = table.columns[index]!;
  const wayOut = `keep: [${show(name)}] (--keep ${name}) keeps it`;
  if (/^__index_level_\d+__$/.test(name)) return `it is the index that pandas writes; ${wayOut}`;
  if (name === rowNames && !named) return `it is the index that R and pandas write without a name; ${wayOut}`;
  if (named) return null;
  const from = countFrom(table, index);
  if (from === null) return isShuffledCount(table, index) ? `it numbers the rows in another order; ${wayOut}` : null;
  return `it counts the rows${from === 0 || from === 1 ? '' : ` from ${from}`}; ${wayOut}`;
}

/**
 * The columns that are no inputs, by their places, and why: those to ignore, and those that are an index and neither kept nor named
 * as categories.
 *
 * @throws DataError for a name that there is not, and for one of which two things are asked that exclude each other
 */
export function columnsLeftOut(table: ColumnTable, wishes: ColumnWishes): Map<number, string> {
  const {target, ignore, keep, categories} = wishes;
  const leftOut = new Map(ignore.map((name) => [table.indexOf(name, 'one to ignore'), 'as asked for']));
  for (const name of keep) table.indexOf(name, 'one to keep');
  for (const name of categories) table.indexOf(name, 'one of categories');
  const refuse = (name: string, problem: string) => table.error(`column ${show(name)} ${problem}`);
  if (ignore.includes(target)) throw refuse(target, 'is the target and cannot be ignored, too');
  if (keep.includes(target)) {
    throw refuse(target, 'is the target, and keep is for what it is predicted from; leave it out of keep (--keep)');
  }
  const both = keep.find((name) => ignore.includes(name));
  if (both !== undefined) {
    throw refuse(both, 'is both to keep (--keep) and to ignore (--ignore); name it in one of the two');
  }
  for (const [index, name] of table.columns.entries()) {
    if (name === target || leftOut.has(index) || keep.includes(name)) continue;
    const problem = indexProblem(table, index, categories.includes(name));
    if (problem !== null) leftOut.set(index, problem);
  }
  return leftOut;
}
