import type {Column, ExampleSet, TargetScaling} from '../types.ts';
import {type ColumnTable, listed} from './column-table.ts';
import {checkKind, encodeInputs, tooFar, unknown} from './encode-inputs.ts';
import {type Encoding, fitColumn, scalingWords, targetScaling} from './fit-column.ts';
import type {TablePlan} from './plan.ts';
import {classTexts} from './target.ts';
import {standardised} from './moments.ts';
import {hasValue, numbersOf} from './values.ts';

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
    const {table: trained, missing} = this.#plan;
    return encodeInputs(this.#encodings, table, rows, {isTrained: table === trained, fills: missing === 'mean'});
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
