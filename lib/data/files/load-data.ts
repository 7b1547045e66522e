import {stat} from 'node:fs/promises';
import {basename} from 'node:path';
import {readOptions} from '../../base/options.ts';
import {fileProblem} from '../../base/node/file-problem.ts';
import {DataError} from '../data-error.ts';
import {holdout} from '../resampling/holdout.ts';
import {kFold} from '../resampling/k-fold.ts';
import type {Split} from '../resampling/split.ts';
import type {Dataset} from '../types.ts';
import {arraySource} from './array-source.ts';
import {type FileKind, optionProblem} from '../kinds/index.ts';
import {imageSource} from './image-source.ts';
import {type LoadDataOptions, type LoadSettings, loadOptions} from './load-options.ts';
import {isTable, tableEndings} from '../formats/read-table.ts';
import type {Source} from './source.ts';
import {tableSource} from './table-source.ts';

/** What kind of data a path names, by its ending; a folder holds pictures. */
async function kindOf(path: string): Promise<FileKind> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    throw new DataError(`${path}: ${fileProblem(error)}; expected a file of data or a folder of pictures`, {
      cause: error,
    });
  }
  if (isFolder) return 'images';
  if (isTable(path)) return 'table';
  if (/\.np[yz]$/i.test(path)) return /z$/i.test(path) ? 'archive' : 'array';
  throw new DataError(
    `${path}: its ending names no kind of data; expected ${tableEndings}, .npy, .npz or a folder of pictures`,
  );
}

const readers: Readonly<Record<FileKind, (path: string, settings: LoadSettings) => Promise<Source>>> = {
  table: tableSource,
  archive: arraySource,
  array: arraySource,
  images: imageSource,
};

/** Reads a path; an option that its kind of data does not take would say nothing, and is refused. */
async function openSource(path: string, settings: LoadSettings, options: LoadDataOptions): Promise<Source> {
  const kind = await kindOf(path);
  for (const [name, value] of Object.entries(options)) {
    const problem = value === undefined ? null : optionProblem(name, kind);
    if (problem !== null) throw new DataError(`${path}: ${problem}`);
  }
  return await readers[kind](path, settings);
}

/** Draws what to test with, every class in its share. */
function drawn(source: Source, {testFraction, seed}: LoadSettings): Split {
  const {count, labels} = source;
  const tested = Math.round(testFraction * count);
  if (tested < 1 || tested >= count) {
    throw new DataError(
      `${source.name}: ${count} ${source.unit} leave none to ${tested < 1 ? 'test' : 'train'} with at testFraction ${testFraction}; expected one at least, so give more data or another fraction (--test-fraction)`,
    );
  }
  return holdout(labels ?? count, {fraction: testFraction, seed, stratified: labels !== null});
}

/** Refuses a split that lacks a class to train with. */
function checkClasses(source: Source, train: Int32Array, advice: string): void {
  const {labels, classes, name} = source;
  if (labels === null || classes === null) return;
  const seen = new Set(Array.from(train, (row) => labels[row]));
  const lacking = classes.filter((_, index) => !seen.has(index));
  if (classes.length > 1 && lacking.length === 0) return;
  throw new DataError(
    classes.length > 1
      ? `${name}: the class ${lacking.join(', ')} has no example to train with; ${advice}`
      : `${name}: all examples have the class ${classes.join('')}; expected at least two classes to tell apart`,
  );
}

const grouped = (count: number): string => count.toLocaleString('en');

function datasetOf(source: Source, split: Split, how: string): Dataset {
  checkClasses(source, split.train, 'add some, or leave the class out');
  const parts = source.parts(split);
  const {train, test} = parts;
  const words = `${source.name}: ${grouped(train.count)} ${source.unit} to train and ${grouped(test.count)} to test (${how})`;
  return {name: basename(source.name), source: words, ...parts};
}

/**
 * Reads one's own data and splits them into a training and a test set.
 *
 * - a table (.csv, .tsv, .jsonl, .ndjson, .json, .parquet; `readTable`): `target` names the column to predict, the others become inputs as
 *   in `table`, with means and deviations of the training part alone; categories are those of the whole file
 * - NumPy arrays: .npz with x and y, or x_train and y_train, each alone or with x_test and y_test, and no others; or x.npy with
 *   `target: 'y.npy'`. uint8 of three or four axes are pictures, bytes that stand for byte / 255; all other x stand for themselves
 *   in float32, nothing is standardised, and whole numbers that float32 has not are refused. y of whole numbers or booleans, and
 *   one-hot rows, are classes, whose names are the numbers in their order; floats are targets
 * - a folder of pictures (`readImages`), or one with folders train and test of these
 *
 * The targets of a regression are standardised with mean and deviation of the training part, which `scaling` has. Of n examples
 * round(testFraction n) test, drawn by `seed`; every class gives its share. Where there is a test set, `test`, x_test or a folder
 * test, that is taken instead: its columns may be in another order, its categories and classes must be known from the other.
 *
 * Nothing is returned of a file with an error anywhere.
 *
 * @param path of a file or a folder; its ending says what it is
 * @param options `target`; `task`, otherwise told by the target; `missing`, 'refuse' (default), 'mean' or 'drop'; `ignore`, `keep`
 *   and `categories`, columns; `decimal`, ',' for numbers such as 1,5 of .csv; `size` and `colour` of pictures; `test`, a path; `testFraction`, default 0.2; `seed`, default 0
 * @throws DataError for what cannot be used, with file, line and column, what was expected and the way out, and for options that this
 *   kind of data does not take; RangeError, TypeError for other options
 * @example
 * const {train, test, classes} = await loadData('iris.csv', {target: 'species'});
 * train.count; // 120
 * classes; // ['setosa', 'versicolor', 'virginica']
 */
export async function loadData(path: string, options: LoadDataOptions = {}): Promise<Dataset> {
  const settings = readOptions('loadData', loadOptions, options);
  if (settings.folds !== undefined)
    throw new RangeError('loadData: folds is for loadFolds, received folds with loadData');
  const source = await openSource(path, settings, options);
  if (source.given !== null && options.testFraction !== undefined) {
    throw new DataError(
      `${path}: testFraction (--test-fraction) says how many examples to draw, and those to test with are given (${source.given.words}); leave it out`,
    );
  }
  return source.given === null
    ? datasetOf(source, drawn(source, settings), `split ${settings.seed}`)
    : datasetOf(source, source.given.split, source.given.words);
}

/**
 * Reads one's own data for cross-validation: one set for each fold, in which that fold is the test set and the others train.
 *
 * Every example tests once; every class is dealt evenly to the folds; numbers are standardised on each training part alone.
 *
 * @param path as for `loadData`
 * @param options `folds`, >= 2, and those of `loadData` but `test` and `testFraction`
 * @throws DataError as `loadData`, and for a class with fewer examples than folds, or data with a test set of their own
 * @example
 * const folds = await loadFolds('iris.csv', {target: 'species', folds: 5});
 * folds.length; // 5
 */
export async function loadFolds(path: string, options: LoadDataOptions & {folds: number}): Promise<Dataset[]> {
  const settings = readOptions('loadFolds', {...loadOptions, folds: {...loadOptions.folds, required: true}}, options);
  const folds = options.folds;
  for (const name of ['test', 'testFraction'] as const) {
    if (options[name] !== undefined)
      throw new RangeError(`loadFolds: ${name} is for loadData, as every fold is the test set once; leave it out`);
  }
  const source = await openSource(path, settings, options);
  if (source.given !== null) {
    throw new DataError(
      `${path}: examples to test with are given (${source.given.words}), and of folds every one is the test set once; leave out folds (--folds), or give data without them`,
    );
  }
  checkFolds(source, folds);
  const splits = kFold(source.labels ?? source.count, {
    k: folds,
    seed: settings.seed,
    stratified: source.labels !== null,
  });
  return splits.map((split, index) =>
    datasetOf(source, split, `fold ${index + 1} of ${folds}, split ${settings.seed}`),
  );
}

function checkFolds({name, unit, count, labels, classes}: Source, folds: number): void {
  if (count < folds) throw new DataError(`${name}: ${count} ${unit} do not give ${folds} folds; give fewer (--folds)`);
  if (labels === null || classes === null) return;
  const counts = classes.map(() => 0);
  for (const label of labels) counts[label]!++;
  const fewest = Math.min(...counts);
  if (fewest >= folds) return;
  throw new DataError(
    `${name}: the class ${classes[counts.indexOf(fewest)]} has ${fewest} ${unit}, fewer than ${folds} folds; give folds: ${Math.max(2, fewest)} or fewer (--folds), or leave the class out`,
  );
}
