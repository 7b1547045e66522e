import {show} from '../../base/arguments.ts';
import type {Column, ExampleSet, TargetScaling} from '../types.ts';
import {type ColumnTable, listed} from './column-table.ts';
import {type Encoding, fitColumn, scalingWords, targetScaling} from './fit-column.ts';
import type {TablePlan} from './plan.ts';
import {classTexts} from './target.ts';
import {columnKind} from './column-kind.ts';
import {standardised} from './moments.ts';
import {hasValue, numbersOf, textsOf} from './values.ts';

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
      const {input, fill: _, noneAt: __, ...rest} = encoding;
      return {name, use: input.kind, missing, ...rest};
    });
  }

  #targetWords(): string {
    const {classes} = this.#plan.target;
    if (classes) return `target, ${classes.length} classes: ${listed(classes)}`;
    const [mean, deviation] = [this.scaling!.mean[0]!, this.scaling!.deviation[0]!];
    return `target, ${scalingWords(mean, deviation)}`;
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
    {input, fill, noneAt, mean, deviation, categories}: Encoding,
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
      const places = new Map<string | null, number>(categories.map((category, place) => [category, place]));
      if (noneAt !== null) {
        // A text that is called so, in another table, is not known.
        places.delete(categories[noneAt]!);
        places.set(null, noneAt);
      }
      for (let i = 0; i < rows.length; i++) {
        const category = text(rows[i]!);
        const place = places.get(category);
        if (place === undefined) throw this.#unknown(table, rows[i]!, name, category, categories);
        x[i * this.width + first + place] = 1;
      }
      return;
    }
    if (!own && rows.length > 0) checkKind(table, index, kind, rows);
    const numbers = numbersOf(cells, table.count);
    for (let i = 0; i < rows.length; i++) {
      const found = numbers[rows[i]!]!;
      const value = Number.isNaN(found) ? this.#noValue(table, rows[i]!, name, fill) : found;
      const at = i * this.width + first;
      x[at] = mean === null ? value : standardised(value, mean, deviation!);
      if (!Number.isFinite(x[at])) throw tooFar(table, rows[i]!, name, value, {mean: mean!, deviation: deviation!});
    }
  }

  #noValue<Value>(table: ColumnTable, row: number, column: string, value: Value): Value {
    if (this.#plan.missing === 'mean') return value;
    throw table.error(`there is no value; fill it in, leave the row out, or give missing: 'mean' (--missing mean)`, {
      row,
      column,
    });
  }

  #unknown(table: ColumnTable, row: number, column: string, found: string | null, known: readonly string[]): Error {
    if (found !== null) return unknown(table, row, column, found, known);
    this.#noValue(table, row, column, null);
    return table.error(
      `there is no value, and no row of the training table lacks one there, so that it has no input for it; fill it in, or leave the row out`,
      {row, column},
    );
  }

  /** Class numbers, or scaled targets. */
  targets(table: ColumnTable, rows: Int32Array): ExampleSet['y'] {
    const {target} = this.#plan;
    const {name, classes, kind} = target;
    const own = table === this.#plan.table;
    const index = own ? target.index : table.indexOf(name, 'target');
    const cells = table.cells[index]!;
    if (!own && kind === 'number') checkKind(table, index, 'number', rows);
    if (classes === null) {
      const [mean, deviation] = [this.scaling!.mean[0]!, this.scaling!.deviation[0]!];
      const numbers = numbersOf(cells, table.count);
      const y = Float32Array.from(rows, (row) => standardised(numbers[row]!, mean, deviation));
      const far = y.findIndex((number) => !Number.isFinite(number));
      if (far >= 0) throw tooFar(table, rows[far]!, name, numbers[rows[far]!]!, {mean, deviation});
      return y;
    }
    const text = classTexts(table, index, kind);
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

/** Refuses cells of another table that are not of the kind that the training table has there. */
function checkKind(table: ColumnTable, index: number, kind: string, rows: Int32Array): void {
  const cells = table.cells[index]!;
  if (cells.form === 'few' && cells.values.length === 0) return;
  const found = columnKind(table, index, {named: false, use: 'known'});
  if (found === kind) return;
  throw table.error(`found ${show(textsOf(cells)(rows[0]!))}; expected a ${kind}, as in the training table`, {
    row: rows[0]!,
    column: table.columns[index]!,
  });
}

function tooFar(
  table: ColumnTable,
  row: number,
  column: string,
  found: number,
  {mean, deviation}: {mean: number; deviation: number},
): Error {
  return table.error(
    `${found} is so far from the others (mean ${mean}, deviation ${deviation}) that it is infinite as a standardised number of float32; correct it, or leave the row out`,
    {row, column},
  );
}

function unknown(table: ColumnTable, row: number, column: string, found: string, known: readonly string[]): Error {
  return table.error(
    `${show(found)} is not among those that the training table has: ${listed(known)}; correct it, leave the row out, or add such rows to the training table`,
    {row, column},
  );
}
