import {show} from '../../base/arguments.ts';
import {columnKind} from './column-kind.ts';
import {type ColumnTable, listed} from './column-table.ts';
import type {Encoding} from './fit-column.ts';
import {standardised} from './moments.ts';
import {numbersOf, textsOf} from './values.ts';

/** How the rows of a table are turned into inputs. */
export interface InputRules {
  /** Whether the table is the one that the encodings were found in: its columns stand where they stood. */
  readonly isTrained: boolean;
  /** Whether a row without a value gets the mean, or the category of such rows, and is not refused. */
  readonly fills: boolean;
}

/** Inputs of rows, one after the other. */
export function encodeInputs(
  encodings: readonly Encoding[],
  table: ColumnTable,
  rows: Int32Array,
  rules: InputRules,
): Float32Array {
  const width = encodings.reduce((sum, encoding) => sum + encoding.width, 0);
  const x = new Float32Array(rows.length * width);
  let first = 0;
  for (const encoding of encodings) {
    encodeColumn(encoding, {table, rows, x, width, first}, rules);
    first += encoding.width;
  }
  return x;
}

function encodeColumn(
  {input, fill, noneAt, mean, deviation, categories}: Encoding,
  {table, rows, x, width, first}: {table: ColumnTable; rows: Int32Array; x: Float32Array; width: number; first: number},
  {isTrained, fills}: InputRules,
): void {
  const {name, kind} = input;
  const index = isTrained ? input.index : table.indexOf(name, 'one of the training table');
  const cells = table.cells[index]!;
  const noValue = (row: number, way: string) => table.error(`there is no value${way}`, {row, column: name});
  const fillIn = `; fill it in, leave the row out, or give missing: 'mean' (--missing mean)`;
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
      if (place === undefined) {
        if (category !== null) throw unknown(table, rows[i]!, name, category, categories);
        const none =
          ', and no row of the training table lacks one there, so that it has no input for it; fill it in, or leave the row out';
        throw noValue(rows[i]!, fills ? none : fillIn);
      }
      x[i * width + first + place] = 1;
    }
    return;
  }
  if (!isTrained && rows.length > 0) checkKind(table, index, kind, rows);
  const numbers = numbersOf(cells, table.count);
  for (let i = 0; i < rows.length; i++) {
    const found = numbers[rows[i]!]!;
    if (Number.isNaN(found) && (!fills || Number.isNaN(fill))) throw noValue(rows[i]!, fillIn);
    const value = Number.isNaN(found) ? fill : found;
    const at = i * width + first;
    x[at] = mean === null ? value : standardised(value, mean, deviation!);
    if (!Number.isFinite(x[at])) throw tooFar(table, rows[i]!, name, value, {mean: mean!, deviation: deviation!});
  }
}

/** Refuses cells of another table that are not of the kind that the training table has there. */
export function checkKind(table: ColumnTable, index: number, kind: string, rows: Int32Array): void {
  const cells = table.cells[index]!;
  if (cells.form === 'few' && cells.values.length === 0) return;
  const found = columnKind(table, index, {named: false, use: 'known'});
  if (found === kind) return;
  throw table.error(`found ${show(textsOf(cells)(rows[0]!))}; expected a ${kind}, as in the training table`, {
    row: rows[0]!,
    column: table.columns[index]!,
  });
}

/** An error about a number that standardising makes infinite. */
export function tooFar(
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

/** An error about a name that the training table does not have. */
export function unknown(
  table: ColumnTable,
  row: number,
  column: string,
  found: string,
  known: readonly string[],
): Error {
  return table.error(
    `${show(found)} is not among those that the training table has: ${listed(known)}; correct it, leave the row out, or add such rows to the training table`,
    {row, column},
  );
}
