import {show} from '../../base/arguments.ts';
import {DataError} from '../data-error.ts';
import {type ColumnTable, listed} from '../table/column-table.ts';
import {TableEncoder} from '../table/encoder.ts';
import {planTable, type TablePlan, usedRows} from '../table/plan.ts';
import {classTexts} from '../table/target.ts';
import type {LoadSettings} from './load-options.ts';
import {readColumns} from '../formats/read-table.ts';
import type {Source} from './source.ts';

/** The rows of a test table to use; refuses one without the columns of the training table, and with others. */
function testRows(
  table: ColumnTable,
  {table: own, inputs, target, missing}: TablePlan,
  ignore: readonly string[],
): Int32Array {
  const other = table.columns.find((name) => !own.columns.includes(name) && !ignore.includes(name));
  if (other !== undefined) {
    throw table.error(
      `has a column ${show(other)} that ${own.name} has not; expected ${listed(own.columns)}, in any order, so leave it out with ignore: [${show(other)}] (--ignore ${other})`,
    );
  }
  const columns = [...inputs, target].map(({name, kind}) => ({index: table.indexOf(name, `one of ${own.name}`), kind}));
  return usedRows(table, columns, columns.at(-1)!.index, missing);
}

/** A table of a file, with another one to test with where that is given. */
export async function tableSource(path: string, settings: LoadSettings): Promise<Source> {
  const {target, test, missing, ignore, keep, categories, task, decimal} = settings;
  const table = await readColumns(path, decimal);
  if (target === undefined) {
    throw new DataError(
      `${path}: needs the column to predict; give target (--target), one of ${listed(table.columns)}`,
    );
  }
  const plan = planTable(table, {target, task, missing, ignore, keep, categories});
  const {rows} = plan;
  const {classes, index, kind} = plan.target;
  const text = classTexts(table, index, kind);
  const numbers = new Map(classes?.map((name, number) => [name, number]));
  const common = {
    name: path,
    unit: 'rows',
    count: rows.length,
    classes,
    labels: classes && rows.map((row) => numbers.get(text(row)!)!),
  };
  const other = test === undefined ? null : await readColumns(test, decimal);
  const tested = other && testRows(other, plan, ignore);
  const all = rows.map((_, i) => i);
  return {
    ...common,
    given: other && tested ? {split: {train: all, test: tested}, words: `tested with ${test}`} : null,
    parts: (split) => {
      const train = split.train.map((i) => rows[i]!);
      const encoder = new TableEncoder(plan, train);
      const part = (from: ColumnTable, used: Int32Array) => ({
        x: encoder.inputs(from, used),
        y: encoder.targets(from, used),
        count: used.length,
      });
      return {
        task: plan.target.task,
        shape: [encoder.width],
        outputs: classes?.length ?? 1,
        classes,
        columns: encoder.columns,
        scaling: encoder.scaling,
        train: part(table, train),
        test:
          other && tested
            ? part(other, tested)
            : part(
                table,
                split.test.map((i) => rows[i]!),
              ),
      };
    },
  };
}
