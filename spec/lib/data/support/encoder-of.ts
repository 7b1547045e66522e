import type {Cell} from '../../../../lib/data/table/cells.ts';
import {type ColumnTable, columnTable} from '../../../../lib/data/table/column-table.ts';
import {TableEncoder} from '../../../../lib/data/table/encoder.ts';
import {type PlanOptions, planTable, type TablePlan} from '../../../../lib/data/table/plan.ts';

export type Rows = readonly (readonly Cell[])[];

/** The plan of a table whose target is `k`, and its encoder, by default trained with all rows. */
export function encoderOf(
  columns: readonly string[],
  rows: Rows,
  options: Partial<PlanOptions> = {},
  train?: Int32Array,
): {plan: TablePlan; encoder: TableEncoder} {
  const plan = planTable(columnTable({columns, rows}), {
    target: 'k',
    missing: 'refuse',
    ignore: [],
    categories: [],
    keep: [],
    ...options,
  });
  return {plan, encoder: new TableEncoder(plan, train ?? plan.rows)};
}

/** A table beside the one that the encoder was trained with. */
export const other = (columns: readonly string[], rows: Rows): ColumnTable =>
  columnTable({columns, rows, name: 'other'});

/** All rows of a table. */
export const all = ({count}: ColumnTable): Int32Array => Int32Array.from({length: count}, (_, row) => row);
