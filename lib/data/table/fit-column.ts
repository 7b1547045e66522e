import {show} from '../../base/arguments.ts';
import type {Column, TargetScaling} from '../types.ts';
import {listed} from './column-table.ts';
import {momentsOf, spreadProblem} from './moments.ts';
import type {InputColumn, TablePlan} from './plan.ts';
import {sentinelWords} from './sentinel.ts';
import {numbersOf, sorted, textsOf} from './values.ts';

/** The name of the category of rows without a value, where these are not refused. */
export const none = 'missing';

/** How one column becomes inputs. */
export interface Encoding extends Pick<Column, 'width' | 'mean' | 'deviation' | 'categories' | 'words'> {
  readonly input: InputColumn;
  /** The mean of a number or a boolean, for rows without a value. */
  readonly fill: number;
  /** Which of the inputs of a category is 1 for rows without a value; null where there were none. */
  readonly noneAt: number | null;
}

const roundTo = (number: number): number => Number(number.toPrecision(4));

/** The words of a number that is standardised. */
export const scalingWords = (mean: number, deviation: number): string =>
  `standardised: mean ${roundTo(mean)}, deviation ${roundTo(deviation)}`;

/** What becomes of a column; or why it is left out. */
export function fitColumn(plan: TablePlan, input: InputColumn, train: Int32Array): Encoding | string {
  if (input.kind === 'category') return fitCategories(plan, input);
  const {table} = plan;
  const numbers = numbersOf(table.cells[input.index]!, table.count);
  const moments = momentsOf(train, numbers);
  const {mean, deviation, least, greatest} = moments;
  const refuse = (problem: string) => table.error(problem, {column: input.name});
  const ignoreIt = `leave the column out with ignore: [${show(input.name)}] (--ignore ${input.name})`;
  if (Number.isNaN(mean)) {
    throw refuse(`no row of the training part has a value, so that it has no mean; ${ignoreIt}`);
  }
  if (least === greatest) {
    return `every row to train with has ${input.kind === 'boolean' ? least === 1 : least}`;
  }
  const problem = spreadProblem(moments);
  if (problem !== null) throw refuse(`${problem}, or ${ignoreIt}`);
  const number = {input, fill: mean, noneAt: null, width: 1, categories: null};
  if (input.kind === 'boolean') {
    const words = `true is 1, false is 0; ${roundTo(100 * mean)} % are true`;
    return {...number, mean: null, deviation: null, words};
  }
  const sentinel = sentinelWords(train, numbers);
  const warning = sentinel === null ? '' : `; ${sentinel}`;
  return {...number, mean, deviation, words: `number, ${scalingWords(mean, deviation)}${warning}`};
}

/** The names are those of all rows, so that a category that only the test part has is known; nothing else is taken from there. */
function fitCategories({table, rows}: TablePlan, input: InputColumn): Encoding | string {
  const text = textsOf(table.cells[input.index]!);
  const empty = rows.find((row) => text(row) === null);
  if (empty !== undefined) {
    const named = rows.find((row) => text(row) === none);
    if (named !== undefined) {
      throw table.error(
        `there is no value, and ${table.place(named)} has ${show(none)}, which is the name of the category without values; write another word for one of the two`,
        {row: empty, column: input.name},
      );
    }
  }
  const categories = sorted(Array.from(rows, (row) => text(row) ?? none));
  if (categories.length === 1) return `every row has ${show(categories[0])}`;
  return {
    input,
    fill: NaN,
    noneAt: empty === undefined ? null : categories.indexOf(none),
    width: categories.length,
    mean: null,
    deviation: null,
    categories,
    words: `${categories.length} categories, one-hot: ${listed(categories)}`,
  };
}

/** Mean and deviation of a target of numbers. */
export function targetScaling({table, target}: TablePlan, train: Int32Array): TargetScaling {
  const moments = momentsOf(train, numbersOf(table.cells[target.index]!, table.count));
  const {mean, deviation, least, greatest} = moments;
  const problem =
    least === greatest
      ? `every row to train with has the target ${least}; expected numbers that differ`
      : spreadProblem(moments);
  if (problem !== null) throw table.error(problem, {column: target.name});
  return {mean: [mean], deviation: [deviation]};
}
