import {show} from '../../base/arguments.ts';
import {columnKind, type ColumnKind} from './column-kind.ts';
import type {ColumnTable} from './column-table.ts';
import {columnsLeftOut, type ColumnWishes} from './left-out.ts';
import {hasValue} from './values.ts';
import {planTarget, type Target} from './target.ts';

/** What is done where a cell has no value. */
export type Missing = 'refuse' | 'mean' | 'drop';

export interface PlanOptions extends ColumnWishes {
  readonly task?: 'classification' | 'regression' | undefined;
  readonly missing: Missing;
}

export interface InputColumn {
  readonly index: number;
  readonly name: string;
  readonly kind: ColumnKind;
}

/** What the columns of a table are, and which rows are used; nothing in it depends on how the rows are split. */
export interface TablePlan {
  readonly table: ColumnTable;
  readonly missing: Missing;
  readonly inputs: readonly InputColumn[];
  readonly target: Target;
  /** Columns that are no inputs, and why. */
  readonly leftOut: ReadonlyMap<number, string>;
  readonly rows: Int32Array;
}

/** A column in which a row must have a value. */
export type NeededColumn = Pick<InputColumn, 'index' | 'kind'>;

/** The rows to use: those with all values where others are dropped. Refuses a missing value where nothing is said about it. */
export function usedRows(
  table: ColumnTable,
  columns: readonly NeededColumn[],
  target: number,
  missing: Missing,
): Int32Array {
  const gaps = columns.map(({index, kind}) => {
    const rows: number[] = [];
    for (let row = 0; row < table.count; row++) if (!hasValue(table.cells[index]!, row)) rows.push(row);
    return {index, kind, rows};
  });
  const holes = gaps.filter(({index, rows}) => rows.length > 0 && (missing === 'refuse' || index === target));
  const [first] = holes.sort((one, other) => one.rows[0]! - other.rows[0]!);
  if (first !== undefined && missing !== 'drop') {
    const count = gaps.reduce((sum, {rows}) => sum + rows.length, 0);
    const all = `${count} such ${count === 1 ? 'cell' : 'cells'} in all`;
    throw table.error(`there is no value (${all}); ${remedyOf(table, first, holes, target)}`, {
      row: first.rows[0]!,
      column: table.columns[first.index]!,
    });
  }
  const dropped = new Set(missing === 'drop' ? gaps.flatMap(({rows}) => rows) : []);
  const rows = Int32Array.from({length: table.count}, (_, row) => row).filter((row) => !dropped.has(row));
  if (rows.length > 0) return rows;
  throw table.error(
    table.count === 0
      ? 'there are no rows under the header; expected one for each example'
      : `every one of the ${table.count} rows lacks a value, and missing: 'drop' leaves none; give missing: 'mean', or leave out the columns that are mostly empty (--ignore)`,
  );
}

/** What to do about missing values; one of the target leaves dropping alone. */
function remedyOf(
  table: ColumnTable,
  {index, kind}: NeededColumn,
  holes: readonly NeededColumn[],
  target: number,
): string {
  const drop = "leave such rows out with missing: 'drop' (--missing drop)";
  if (index === target) return `a target cannot be made up; ${drop}`;
  if (holes.some((hole) => hole.index === target))
    return `fill it in, or ${drop}: the target ${show(table.columns[target])} lacks values too, and cannot be made up`;
  const filled = kind === 'category' ? 'a category of its own' : 'the mean of the column';
  return `fill it in, or give missing: 'mean' (--missing mean) for ${filled}, or missing: 'drop' to leave such rows out`;
}

/**
 * Finds out what the columns of a table are.
 *
 * @throws DataError for what cannot be used, with its place and the way out
 */
export function planTable(table: ColumnTable, {task, missing, ...wishes}: PlanOptions): TablePlan {
  const {target, keep, categories} = wishes;
  const targetIndex = table.indexOf(target, 'target');
  // Said first: of a table without rows no column has a kind.
  if (table.count === 0) usedRows(table, [], targetIndex, missing);
  const leftOut = columnsLeftOut(table, wishes);
  const inputs: InputColumn[] = [];
  for (const [index, name] of table.columns.entries()) {
    if (index === targetIndex || leftOut.has(index)) continue;
    const kind = columnKind(table, index, {named: categories.includes(name), kept: keep.includes(name)});
    inputs.push({index, name, kind});
  }
  if (inputs.length === 0) {
    const why = [...leftOut].map(([index, reason]) => `; column ${show(table.columns[index])} is left out: ${reason}`);
    const spaces =
      table.columns.length === 1 && /\S\s+\S/.test(target) ? '; if spaces separate cells, write commas' : '';
    throw table.error(
      `there is no column beside the target ${show(target)} to predict it from${why.join('')}${spaces}`,
    );
  }
  // Of the target only its place counts: what it is, is told by the rows that are used.
  const needed = [...inputs, {index: targetIndex, kind: 'number' as const}];
  const rows = usedRows(table, needed, targetIndex, missing);
  const planned = planTarget(table, targetIndex, {task, named: categories.includes(target), rows});
  return {table, missing, inputs, target: planned, leftOut, rows};
}
