import {didYouMean, show} from '../../base/arguments.ts';
import {DataError} from '../data-error.ts';
import {cellNumber} from './cell-text.ts';
import {type Cell, CellCollector, type Cells} from './cells.ts';
import {doubtfulProblem} from './doubtful-points.ts';

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, Cell>>;

/** Rows with their names once: what `readTable` gives, and what `table` takes beside an array of objects. */
export interface TableRows {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
  /** Names the table in messages; default 'table'. */
  readonly name?: string;
  /** The line of each row in its file; without, messages count the rows from 1. */
  readonly lines?: ArrayLike<number>;
}

/** A table, column by column: a hundredth of the objects that its rows would be. */
export class ColumnTable implements TableRows {
  readonly name: string;
  readonly columns: readonly string[];
  readonly cells: readonly Cells[];
  readonly count: number;
  /** Whether numbers and texts were told apart by who wrote the table, as in JSON, and not by what the texts look like. */
  readonly typed: boolean;
  declare readonly lines?: ArrayLike<number>;
  /** What messages call a row that has no line; default 'row'. */
  declare readonly unit?: string;

  constructor(content: Omit<ColumnTable, 'rows' | 'place' | 'error' | 'indexOf'>) {
    const {name, columns, cells, count, typed, lines, unit} = content;
    Object.assign(this, lines !== undefined && {lines}, unit !== undefined && {unit});
    [this.name, this.columns, this.cells, this.count, this.typed] = [name, columns, cells, count, typed];
  }

  /** The rows, one after the other; columns of numbers and of booleans are given as these, however they were written. */
  get rows(): Iterable<readonly Cell[]> {
    const {count, typed} = this;
    const cells = typed ? this.cells : this.cells.map((column, index) => this.#asNumbers(column, index));
    return {
      *[Symbol.iterator]() {
        for (let row = 0; row < count; row++) yield cells.map((column) => cellOf(column, row));
      },
    };
  }

  place(row: number): string {
    return this.lines === undefined ? `${this.unit ?? 'row'} ${row + 1}` : `line ${this.lines[row]}`;
  }

  /** What is wrong, with its place. */
  error(problem: string, {row, column}: {row?: number; column?: string} = {}): DataError {
    const places = [row === undefined ? [] : this.place(row), column === undefined ? [] : `column ${show(column)}`];
    return new DataError([this.name, places.flat().join(', '), problem].filter((part) => part !== '').join(': '));
  }

  /** A column of texts that all write numbers as these numbers. */
  #asNumbers(cells: Cells, index: number): Cells {
    if (cells.form === 'many') return cells;
    if (cells.doubtful !== null) {
      // Of few different texts none is lost, and whoever reads them may tell.
      if (cells.form === 'few') return cells;
      const {row, text} = cells.doubtful;
      throw this.error(doubtfulProblem(text), {row, column: this.columns[index]!});
    }
    if (cells.form === 'numbers') return cells;
    const values = cells.values.map((value) => (typeof value === 'string' ? cellNumber(value) : NaN));
    return values.some(Number.isNaN) ? cells : {...cells, values};
  }

  /** Where a column stands; refuses a name that there is not. */
  indexOf(name: string, use: string): number {
    const index = this.columns.indexOf(name);
    if (index >= 0) return index;
    throw this.error(
      `there is no column ${show(name)}, the ${use}${didYouMean(name, this.columns)}; the columns are ${listed(this.columns)}`,
    );
  }
}

function cellOf(cells: Cells, row: number): Cell {
  if (cells.form === 'few') return cells.values[cells.codes[row]!] ?? null;
  if (cells.form === 'many') return cells.values[cells.firstRows.indexOf(row)] ?? null;
  const number = cells.numbers[row]!;
  return Number.isNaN(number) ? (cells.strays.get(row) ?? null) : number;
}

/** The name of a first column that has none: the index that R and pandas write. */
export const rowNames = 'row_names';

/** Names in quotes, the first twenty of them. */
export function listed(names: readonly string[]): string {
  return names.slice(0, 20).map(show).join(', ') + (names.length > 20 ? `, ... (${names.length} in all)` : '');
}

/** Refuses a table without columns, and names that are empty or come twice. */
export function checkColumnNames(name: string, columns: readonly string[], place = ''): void {
  const refuse = (problem: string) => new DataError(`${name}: ${place}${problem}`);
  if (columns.length === 0) throw refuse('there are no columns; expected a name for each');
  const empty = columns.indexOf('');
  if (empty >= 0) {
    const isLast = empty > 0 && empty === columns.length - 1;
    const remedy = isLast ? 'if all lines end with a separator, take these away' : 'write one';
    throw refuse(`column ${empty + 1} has no name; expected one for each of the ${columns.length} columns; ${remedy}`);
  }
  const twice = columns.findIndex((column, index) => columns.indexOf(column) !== index);
  if (twice < 0) return;
  throw refuse(
    `columns ${columns.indexOf(columns[twice]!) + 1} and ${twice + 1} are both called ${show(columns[twice])}; rename one of them`,
  );
}

/** Collects a table row by row. */
export class TableCollector {
  readonly #columns: string[];
  readonly #collectors: CellCollector[];
  readonly #typed: boolean;
  readonly #places = new Map<string, number>();
  readonly #lines: number[] = [];
  count = 0;

  /** @param points whether 1.100 may stand for 1100 */
  constructor(columns: readonly string[], typed: boolean, points = false) {
    [this.#columns, this.#typed] = [[...columns], typed];
    this.#collectors = columns.map(() => new CellCollector(typed, {points}));
  }

  add(cells: readonly Cell[], line?: number): void {
    for (let i = 0; i < this.#collectors.length; i++) this.#collectors[i]!.add(cells[i]);
    this.count++;
    if (line !== undefined) this.#lines.push(line);
  }

  /** Adds a row by the names of its columns; a name that is new is a column that the rows before have no value in. */
  addObject(row: Row, line?: number): void {
    for (const name of Object.keys(row)) {
      if (this.#places.has(name)) continue;
      this.#places.set(name, this.#columns.length);
      this.#columns.push(name);
      this.#collectors.push(new CellCollector(this.#typed, {before: this.count}));
    }
    this.add(
      this.#columns.map((name) => (Object.hasOwn(row, name) ? row[name] : null)),
      line,
    );
  }

  finish(name: string, unit?: string): ColumnTable {
    const [columns, typed, {count}] = [this.#columns, this.#typed, this];
    const cells = this.#collectors.map((collector) => collector.finish());
    return new ColumnTable({
      name,
      columns,
      cells,
      count,
      typed,
      ...(unit !== undefined && {unit}),
      ...(this.#lines.length > 0 && {lines: Int32Array.from(this.#lines)}),
    });
  }
}

/** Rows of a program as a table; the columns of objects are those of the first. */
export function columnTable(rows: readonly Row[] | TableRows): ColumnTable {
  if (rows instanceof ColumnTable) return rows;
  if (Array.isArray(rows)) return fromObjects(rows);
  const {columns, rows: lists, name = 'table', lines} = rows as TableRows;
  checkColumnNames(name, columns);
  const collector = new TableCollector(columns, true);
  for (const cells of lists) {
    if (cells.length !== columns.length) {
      const place = lines === undefined ? `row ${collector.count + 1}` : `line ${lines[collector.count]}`;
      throw new DataError(
        `${name}: ${place}: there are ${cells.length} cells, expected ${columns.length}, one a column`,
      );
    }
    collector.add(cells, lines?.[collector.count]);
  }
  return collector.finish(name);
}

function fromObjects(rows: readonly Row[]): ColumnTable {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) throw new DataError('table: there are no rows; expected at least one with its columns');
  const collector = new TableCollector(columns, true);
  for (const [index, row] of rows.entries()) {
    const unknown = Object.keys(row).find((column) => !columns.includes(column));
    if (unknown !== undefined) {
      throw new DataError(
        `table: row ${index + 1}: column ${show(unknown)} is not in the first row, whose columns are ${listed(columns)}`,
      );
    }
    collector.add(columns.map((column) => row[column]));
  }
  return collector.finish('table');
}
