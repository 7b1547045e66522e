import {show} from '../../base/arguments.ts';
import type {Column, ExampleSet, TargetScaling} from '../types.ts';
import {type ColumnTable, listed} from './column-table.ts';
import type {InputColumn, TablePlan} from './plan.ts';
import {classTexts} from './target.ts';
import {columnKind} from './column-kind.ts';
import {isSpread, momentsOf} from './moments.ts';
import {hasValue, numbersOf, sorted, textsOf} from './values.ts';

/** The category of rows without a value, where these are not refused. */
const none = 'missing';

/** How one column becomes inputs. */
interface Encoding extends Pick<Column, 'width' | 'mean' | 'deviation' | 'categories' | 'words'> {
  readonly input: InputColumn;
  /** The mean of a number or a boolean, for rows without a value. */
  readonly fill: number;
}

function fitColumn({table, rows}: TablePlan, input: InputColumn, train: Int32Array): Encoding | string {
  const cells = table.cells[input.index]!;
  if (input.kind === 'category') {
    const text = textsOf(cells);
    // The names are those of all rows, so that a category that only the test part has is known; nothing else is taken from there.
    const categories = sorted(Array.from(rows, (row) => text(row) ?? none));
    if (categories.length === 1) return `every row has ${show(categories[0])}`;
    const words = `${categories.length} categories, one-hot: ${listed(categories)}`;
    return {input, fill: NaN, width: categories.length, mean: null, deviation: null, categories, words};
  }
  const moments = momentsOf(train, numbersOf(cells, table.count));
  const {mean, deviation} = moments;
  if (Number.isNaN(mean)) {
    throw table.error(
      `no row of the training part has a value, so that it has no mean; leave the column out with ignore: [${show(input.name)}] (--ignore ${input.name})`,
      {column: input.name},
    );
  }
  if (!isSpread(moments)) return `every row to train with has ${show(roundTo(mean))}`;
  if (!Number.isFinite(deviation)) {
    throw table.error('its numbers are too large to square; divide them by a power of ten', {column: input.name});
  }
  if (input.kind === 'boolean') {
    const words = `true is 1, false is 0; ${roundTo(100 * mean)} % are true`;
    return {input, fill: mean, width: 1, mean: null, deviation: null, categories: null, words};
  }
  const words = `number, standardised: mean ${roundTo(mean)}, deviation ${roundTo(deviation)}`;
  return {input, fill: mean, width: 1, mean, deviation, categories: null, words};
}

const roundTo = (number: number): number => Number(number.toPrecision(4));

/** A table that is ready to be turned into numbers: what was found out about its columns, with means of the training part. */
export class TableEncoder {
  readonly width: number;
  readonly columns: readonly Column[];
  readonly scaling: TargetScaling | null;
  readonly #plan: TablePlan;
  readonly #encodings: readonly Encoding[];

  /** @param train the rows that means and deviations are taken from */
  constructor(plan: TablePlan, train: Int32Array) {
    this.#plan = plan;
    const {table, inputs, target, leftOut} = plan;
    const fitted = new Map(inputs.map((input) => [input.index, fitColumn(plan, input, train)]));
    this.#encodings = [...fitted.values()].filter((each) => typeof each !== 'string');
    this.width = this.#encodings.reduce((sum, {width}) => sum + width, 0);
    if (this.width === 0)
      throw table.error('every column beside the target has one value only, and nothing can be learned from it');
    this.scaling = target.task === 'classification' ? null : targetScaling(plan, train);
    this.columns = table.columns.map((name, index): Column => {
      let missing = 0;
      for (const row of plan.rows) if (!hasValue(table.cells[index]!, row)) missing++;
      const nothing = {width: 0, mean: null, deviation: null, categories: null, missing};
      if (index === target.index) return {...nothing, name, use: 'target', words: this.#targetWords()};
      const encoding = fitted.get(index) ?? leftOut.get(index)!;
      if (typeof encoding === 'string') return {...nothing, name, use: 'left out', words: `left out: ${encoding}`};
      const {input, fill: _, ...rest} = encoding;
      return {name, use: input.kind, missing, ...rest};
    });
  }

  #targetWords(): string {
    const {classes} = this.#plan.target;
    if (classes) return `target, ${classes.length} classes: ${listed(classes)}`;
    const [mean, deviation] = [this.scaling!.mean[0]!, this.scaling!.deviation[0]!];
    return `target, standardised: mean ${roundTo(mean)}, deviation ${roundTo(deviation)}`;
  }

  /** Inputs of rows of this or of another table with the same columns, whose order does not matter. */
  inputs(table: ColumnTable, rows: Int32Array): Float32Array {
    const x = new Float32Array(rows.length * this.width);
    let first = 0;
    for (const encoding of this.#encodings) {
      this.#encode(encoding, table, rows, x, first);
      first += encoding.width;
    }
    return x;
  }

  #encode(
    {input, fill, mean, deviation, categories}: Encoding,
    table: ColumnTable,
    rows: Int32Array,
    x: Float32Array,
    first: number,
  ): void {
    const {name, kind} = input;
    const own = table === this.#plan.table;
    const index = own ? input.index : table.indexOf(name, 'one of the training table');
    const cells = table.cells[index]!;
    if (categories !== null) {
      const text = textsOf(cells);
      const places = new Map(categories.map((category, place) => [category, first + place]));
      for (let i = 0; i < rows.length; i++) {
        const category = text(rows[i]!) ?? this.#noValue(table, rows[i]!, name, none);
        const place = places.get(category);
        if (place === undefined) throw unknown(table, rows[i]!, name, category, categories);
        x[i * this.width + place] = 1;
      }
      return;
    }
    if (!own && rows.length > 0) checkKind(table, index, kind, rows);
    const numbers = numbersOf(cells, table.count);
    for (let i = 0; i < rows.length; i++) {
      const found = numbers[rows[i]!]!;
      const value = Number.isNaN(found) ? this.#noValue(table, rows[i]!, name, fill) : found;
      x[i * this.width + first] = mean === null ? value : (value - mean) / deviation!;
    }
  }

  #noValue<Value>(table: ColumnTable, row: number, column: string, value: Value): Value {
    if (this.#plan.missing === 'mean') return value;
    throw table.error(`there is no value; fill it in, leave the row out, or give missing: 'mean' (--missing mean)`, {
      row,
      column,
    });
  }

  /** Class numbers, or scaled targets. */
  targets(table: ColumnTable, rows: Int32Array): ExampleSet['y'] {
    const {target} = this.#plan;
    const {name, classes, numeric} = target;
    const own = table === this.#plan.table;
    const index = own ? target.index : table.indexOf(name, 'target');
    const cells = table.cells[index]!;
    if (!own && numeric) checkKind(table, index, 'number', rows);
    if (classes === null) {
      const [mean, deviation] = [this.scaling!.mean[0]!, this.scaling!.deviation[0]!];
      const numbers = numbersOf(cells, table.count);
      return Float32Array.from(rows, (row) => (numbers[row]! - mean) / deviation);
    }
    const text = classTexts(table, index, numeric);
    const numbers = new Map(classes.map((each, place) => [each, place]));
    const y = classes.length > 256 ? new Int32Array(rows.length) : new Uint8Array(rows.length);
    for (const [i, row] of rows.entries()) {
      const found = text(row) ?? '';
      const number = numbers.get(found);
      if (number === undefined) throw unknown(table, row, name, found, classes);
      y[i] = number;
    }
    return y;
  }
}

function targetScaling({table, target}: TablePlan, train: Int32Array): TargetScaling {
  const moments = momentsOf(train, numbersOf(table.cells[target.index]!, table.count));
  const {mean, deviation} = moments;
  if (isSpread(moments) && Number.isFinite(deviation)) return {mean: [mean], deviation: [deviation]};
  const problem = Number.isFinite(deviation)
    ? `every row to train with has the target ${roundTo(mean)}; expected numbers that differ`
    : 'its numbers are too large to square; divide them by a power of ten';
  throw table.error(problem, {column: target.name});
}

/** Refuses cells of another table that are not of the kind that the training table has there. */
function checkKind(table: ColumnTable, index: number, kind: string, rows: Int32Array): void {
  const cells = table.cells[index]!;
  if (cells.form === 'few' && cells.values.length === 0) return;
  const found = columnKind(table, index, {named: false, isTarget: true});
  if (found === kind) return;
  throw table.error(`found ${show(textsOf(cells)(rows[0]!))}; expected a ${kind}, as in the training table`, {
    row: rows[0]!,
    column: table.columns[index]!,
  });
}

function unknown(table: ColumnTable, row: number, column: string, found: string, known: readonly string[]): Error {
  return table.error(
    `${show(found)} is not among those that the training table has: ${listed(known)}; correct it, leave the row out, or add such rows to the training table`,
    {row, column},
  );
}
