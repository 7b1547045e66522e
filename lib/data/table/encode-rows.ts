import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import type {Column} from '../types.ts';
import {columnTable, type Row, type TableRows} from './column-table.ts';
import {encodeInputs} from './encode-inputs.ts';
import {type Encoding, none} from './fit-column.ts';

/** What a column was told to be when the table was read. */
function encodingOf({name, use, mean, deviation, categories, width, words, missing}: Column): Encoding[] {
  if (use === 'target' || use === 'left out') return [];
  const place = missing > 0 && categories !== null ? categories.indexOf(none) : -1;
  return [
    {
      input: {name, kind: use, index: -1},
      // The mean of a boolean is not kept; of a column without empty cells it is not known what they would mean.
      fill: missing > 0 && mean !== null ? mean : NaN,
      noneAt: place < 0 ? null : place,
      mean,
      deviation,
      categories,
      width,
      words,
    },
  ];
}

/**
 * Turns rows into inputs as those of a table once were, by what is kept of its columns: with `columns` of `loadData`, of `table`, or of
 * the user-defined metadata of a model that `tfjs-optim train --save` wrote.
 *
 * A number becomes (value - mean) / deviation, true 1 and false 0, a category one-hot. A row without a value gets the mean, or the
 * category of such rows, where the training table had such cells in that column; otherwise it is refused.
 *
 * @param columns what became of each column, from JSON too
 * @param rows objects, or `{columns, rows}` as `readTable` gives; the target may be absent, and columns in any order
 * @returns x, float32 [rows, inputs]; the caller disposes it
 * @throws TypeError for what are no columns; DataError for rows that cannot be used, with row and column
 * @example
 * const {x, y, columns} = table([{size: 1, place: 'a', price: 2.5}, {size: 3, place: 'b', price: 7.5}], {target: 'price'});
 * const other = encodeRows(JSON.parse(JSON.stringify(columns)), [{size: 2, place: 'b'}]);
 * other.dataSync(); // [0, 0, 1]
 * tf.dispose([x, y, other]);
 */
export function encodeRows(columns: readonly Column[], rows: readonly Row[] | TableRows): tf.Tensor2D {
  if (
    !Array.isArray(columns) ||
    columns.length === 0 ||
    !columns.every((each) => typeof (each as Column | null)?.use === 'string')
  ) {
    throw new TypeError(`encodeRows: columns must be those of a data set or of a table, received ${show(columns)}`);
  }
  const encodings = (columns as readonly Column[]).flatMap(encodingOf);
  const table = columnTable(rows);
  const all = Int32Array.from({length: table.count}, (_, row) => row);
  const x = encodeInputs(encodings, table, all, {isTrained: false, fills: true});
  return tf.tensor2d(x, [table.count, encodings.reduce((sum, {width}) => sum + width, 0)]);
}
