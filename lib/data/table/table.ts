import * as tf from '@tensorflow/tfjs';
import {option, type OptionsOf, readOptions} from '../../base/options.ts';
import {show} from '../../base/arguments.ts';
import {checkDevice} from '../../base/device-loss.ts';
import type {Column, TargetScaling} from '../types.ts';
import {columnTable, type Row, type TableRows} from './column-table.ts';
import {TableEncoder} from './encoder.ts';
import {asText, columnOptions, taskOption} from './options.ts';
import {planTable} from './plan.ts';

const optionTable = {
  target: option(asText, 'the column to predict'),
  task: taskOption,
  ...columnOptions,
};

/** What is to be predicted, and what is known of the columns. */
export interface TableOptions extends OptionsOf<typeof optionTable> {}

/** A table as tensors, with what is needed to do the same to other rows and to read predictions. */
export interface EncodedTable {
  /** Inputs, float32 [rows, inputs]. */
  readonly x: tf.Tensor2D;
  /** One-hot classes, float32 [rows, classes], or scaled targets, float32 [rows, 1]. */
  readonly y: tf.Tensor2D;
  /** Names in the order of y's columns; null for a regression. */
  readonly classes: readonly string[] | null;
  readonly columns: readonly Column[];
  readonly scaling: TargetScaling | null;
  /** Other rows with the same columns as x, [rows, inputs], scaled as the first were; the target may be absent. */
  readonly encode: (rows: readonly Row[] | TableRows) => tf.Tensor2D;
  /** Predictions of a regression in the units of the target; a tensor is read at once, and refused on a device that is lost. */
  readonly unscale: (predictions: tf.Tensor | ArrayLike<number>) => number[];
}

/**
 * Turns a table into tensors to train with.
 *
 * - a number becomes (value - mean) / deviation, over all rows given, with the population's deviation sqrt(mean((value - mean)^2))
 * - true and false, in any spelling, become 1 and 0
 * - a text becomes one of its categories, one-hot, these in the order of their code points
 * - a column with one value only is left out, and one that counts the rows, of which there are ten at least, from any number, or from
 *   0 or 1 in any order, where `keep` does not name it; `columns` says so, and of a number such as -999 that may stand for no value
 * - a target of texts, of true and false, of two whole numbers, or of up to ten that count from 0 or 1, is a class; one with
 *   fractions, with more than 100 different numbers or mostly different ones is scaled as inputs are; between these, `task` decides
 *
 * Dates, also as 20240531, codes such as 01234 that are not among `categories`, mixtures of texts and numbers, infinite numbers and texts that almost every row has to itself are refused by name. Give the
 * training part alone and `encode` the rest, so that means do not know of the test.
 *
 * @param rows objects, of which the first names the columns, or `{columns, rows}`, as `readTable` gives
 * @param options `target`; `task`; `missing`, default 'refuse'; `ignore`, `keep` and `categories`, default none
 * @returns x and y, which the caller disposes, as what `encode` returns; classes, columns and scaling; `encode` and `unscale`
 * @throws DataError for rows that cannot be used, with row, column and the way out; RangeError, TypeError for options
 * @example
 * const houses = [
 *   {rooms: 3, garden: true, price: 150.5},
 *   {rooms: 5, garden: false, price: 210},
 *   {rooms: 4, garden: true, price: 199.9},
 * ];
 * const {x, y, encode, unscale} = table(houses, {target: 'price'});
 * x.shape; // [3, 2]
 * unscale(y); // about [150.5, 210, 199.9]
 * const other = encode([{rooms: 6, garden: true}]);
 * tf.dispose([x, y, other]);
 */
export function table(rows: readonly Row[] | TableRows, options: TableOptions): EncodedTable {
  const {target, task, missing, ignore, keep, categories} = readOptions('table', optionTable, options);
  const plan = planTable(columnTable(rows), {target, task, missing, ignore, keep, categories});
  const encoder = new TableEncoder(plan, plan.rows);
  const {classes} = plan.target;
  const inputs = (from: typeof plan.table, used: Int32Array) =>
    tf.tensor2d(encoder.inputs(from, used), [used.length, encoder.width]);
  const numbers = encoder.targets(plan.table, plan.rows);
  return {
    x: inputs(plan.table, plan.rows),
    y: classes === null ? tf.tensor2d(numbers, [numbers.length, 1]) : oneHot(numbers, classes.length),
    classes,
    columns: encoder.columns,
    scaling: encoder.scaling,
    encode: (others) => {
      const other = columnTable(others);
      return inputs(
        other,
        Int32Array.from({length: other.count}, (_, row) => row),
      );
    },
    unscale: (predictions) => unscale(predictions, encoder.scaling),
  };
}

function oneHot(numbers: ArrayLike<number>, classes: number): tf.Tensor2D {
  const hot = new Float32Array(numbers.length * classes);
  for (let i = 0; i < numbers.length; i++) hot[i * classes + numbers[i]!] = 1;
  return tf.tensor2d(hot, [numbers.length, classes]);
}

function unscale(predictions: tf.Tensor | ArrayLike<number>, scaling: TargetScaling | null): number[] {
  if (scaling === null) {
    throw new RangeError(`table: unscale is for a regression, and the target of this table has classes`);
  }
  if ('dataSync' in Object(predictions) && tf.getBackend() === 'webgpu') {
    throw new Error(
      'unscale: reads a tensor at once, which the backend webgpu cannot: give it await predictions.data()',
    );
  }
  const numbers =
    'dataSync' in Object(predictions) ? (predictions as tf.Tensor).dataSync() : (predictions as ArrayLike<number>);
  // Zeros, where it was lost.
  if ('dataSync' in Object(predictions)) checkDevice();
  if (typeof numbers !== 'object' || numbers === null || !('length' in numbers)) {
    throw new TypeError(`table: predictions must be a tensor or an array of numbers, received ${show(predictions)}`);
  }
  return Array.from(numbers, (number) => number * scaling.deviation[0]! + scaling.mean[0]!);
}
