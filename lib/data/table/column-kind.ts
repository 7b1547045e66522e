import {show} from '../../base/arguments.ts';
import {type CellKind, kindOfCell, missingList} from './cell-text.ts';
import {mostCategories} from './cells.ts';
import type {ColumnTable} from './column-table.ts';

/** What a column of a table is to a model. */
export type ColumnKind = 'number' | 'boolean' | 'category';

const ignoreIt = (name: string) => `leave it out with ignore: [${show(name)}] (--ignore ${name})`;
const nameIt = (name: string) => `name the column in categories: [${show(name)}] (--categories ${name})`;

/** What is wrong with cells of a kind among others, and what to do. */
const wrongCells: Readonly<Partial<Record<CellKind, readonly [problem: string, remedy: string]>>> = {
  infinite: ['is infinite, or too large for a number', 'write a finite number, or leave the cell empty'],
  comma: ['has a decimal comma', 'write numbers with a point'],
  thousands: ['has separators of thousands', 'write numbers without them'],
  unit: ['has a unit', 'write the number alone'],
  long: ['is a whole number beyond 2^53, which float64 cannot tell from its neighbours', 'write a smaller one'],
  quoted: ['is a number written as a text', 'write numbers without quotes'],
};

/**
 * What a column is, by all of its cells: numbers, true and false, or texts; refuses by name what is none of these.
 *
 * @param index of the column
 * @param options.named whether the caller says that it holds categories, whatever they look like
 * @param options.isTarget whether it is to be predicted, so that nearly as many texts as rows are told of elsewhere
 */
export function columnKind(
  table: ColumnTable,
  index: number,
  {named, isTarget = false}: {named: boolean; isTarget?: boolean},
): ColumnKind {
  const [name, cells] = [table.columns[index]!, table.cells[index]!];
  const refuse = (problem: string, row?: number) =>
    table.error(problem, row === undefined ? {column: name} : {row, column: name});
  if (cells.form === 'numbers') {
    if (named) throw refuse(`more than ${mostCategories} different values are no categories; ${ignoreIt(name)}`);
    if (cells.stray) throw refuse(strayProblem(table, name, cells.stray.text), cells.stray.row);
    const row = cells.numbers.findIndex((number) => number === Infinity || number === -Infinity);
    if (row >= 0) throw refuse(`the number ${wrongCells.infinite!.join('; ')}`, row);
    return 'number';
  }
  const kinds = cells.values.map((value) => kindOfCell(value, table.typed));
  const rowOf = (code: number) => (cells.form === 'many' ? cells.firstRows[code]! : cells.codes.indexOf(code));
  if (kinds.length === 0) throw refuse(`no row has a value; ${ignoreIt(name)}`);
  if (!named) {
    if (kinds.every((kind) => kind === 'number')) return 'number';
    if (kinds.every((kind) => kind === 'boolean')) return 'boolean';
    if (kinds.every((kind) => kind === 'date')) {
      throw refuse(
        `${show(cells.values[0])} is a date or time, which is no number yet; ${ignoreIt(name)}, or write numbers instead, such as the day of the year`,
        rowOf(0),
      );
    }
    const numeric = kinds.some((kind) => kind === 'number' || wrongCells[kind] !== undefined);
    const wrong = kinds.findIndex((kind) => wrongCells[kind] !== undefined);
    const isList = kinds.every((kind) => kind === 'number' || wrongCells[kind] !== undefined);
    if (isList) {
      const [problem, remedy] = wrongCells[kinds[wrong]!]!;
      const rest = kinds[wrong] === 'quoted' ? `, or ${nameIt(name)}` : `, or ${ignoreIt(name)}`;
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
  if (!named && !isTarget && ((differ === rows && rows > 3) || (differ > 20 && 2 * differ > rows))) {
    throw refuse(
      `${differ} different texts in ${rows} rows, as of a name or an id, tell a model nothing of other rows; ${ignoreIt(name)}, or ${nameIt(name)}`,
    );
  }
  return 'category';
}

function strayProblem(table: ColumnTable, name: string, text: string): string {
  const wrong = wrongCells[kindOfCell(text, table.typed)];
  if (wrong) return `${show(text)} ${wrong.join('; ')}`;
  return (
    `found ${show(text)} in a column that has numbers too; correct it, write ${missingList} where there is no value, ` +
    `${nameIt(name)} or ${ignoreIt(name)}`
  );
}
