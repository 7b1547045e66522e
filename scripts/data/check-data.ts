import {existsSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import type {ArgumentReader} from '../arguments/reader.ts';
import type {DataOptions} from './data-options.ts';

/** The kinds of data, each with the options that it takes beside `--data`. */
const takenBy = {
  embedded: ['dataset'],
  download: ['dataset'],
  idx: ['dataset'],
  table: ['target', 'task', 'missing', 'ignore', 'keep', 'categories', 'test', 'test-fraction', 'split-seed', 'folds'],
  arrays: ['target', 'task', 'test', 'test-fraction', 'split-seed', 'folds'],
  images: ['size', 'colour', 'test', 'test-fraction', 'split-seed', 'folds'],
} as const;

export type DataKind = keyof typeof takenBy;

const kindNames: Readonly<Record<DataKind, string>> = {
  embedded: 'the embedded digits',
  download: 'the published files',
  idx: 'a folder of IDX files',
  table: 'a table',
  arrays: 'arrays',
  images: 'a folder of images',
};

const idxFile = /^(train|t10k)-(images|labels)[-.]idx[13]-ubyte(\.gz)?$/;

/** What kind of data `--data` names, by its ending, or by what a folder holds. */
export function dataKind(data: string): DataKind {
  if (data === 'embedded' || data === 'download') return data;
  if (/\.np[yz]$/i.test(data)) return 'arrays';
  if (!existsSync(data) || !statSync(data).isDirectory()) return 'table';
  const names = readdirSync(data);
  const isOfImages = names.some((name) => statSync(join(data, name), {throwIfNoEntry: false})?.isDirectory());
  return names.some((name) => idxFile.test(name)) || !isOfImages ? 'idx' : 'images';
}

/** All options that some kind of data does not take. */
const others: ReadonlySet<string> = new Set(Object.values(takenBy).flat());

/** Of the two published sets only one is embedded. */
export function checkDigits(read: ArgumentReader, {data, dataset}: Pick<DataOptions, 'data' | 'dataset'>): void {
  if (data === 'embedded' && dataset === 'fashion')
    read.mistakes.push('--data embedded has the MNIST digits only: for --dataset fashion give a folder or download');
}

/** Options that the data do not take are mistakes. */
export function checkData(read: ArgumentReader, {data, dataset}: Pick<DataOptions, 'data' | 'dataset'>): void {
  const kind = dataKind(data);
  checkDigits(read, {data, dataset});
  for (const name of others) {
    // The default stands in config.json, too.
    if (
      !read.has(name) ||
      (name === 'dataset' && dataset === 'mnist') ||
      (takenBy[kind] as readonly string[]).includes(name)
    )
      continue;
    const kinds = (Object.keys(takenBy) as DataKind[]).filter((each) =>
      (takenBy[each] as readonly string[]).includes(name),
    );
    read.mistakes.push(
      `--${name} does not go with ${kindNames[kind]}, but with ${kinds.map((each) => kindNames[each]).join(', ')}; leave it out`,
    );
  }
  if (read.has('test') && /\.npy$/i.test(data)) {
    // Its y would need an option of its own; an archive has a place for it.
    read.mistakes.push(
      '--test does not go with .npy, as it lacks the y to test with: save all four arrays into one archive, ' +
        "np.savez('data.npz', x=x, y=y, x_test=x_test, y_test=y_test), and give --data data.npz; or leave --test out, and some are drawn",
    );
  }
  if (read.has('test') && (read.has('test-fraction') || read.has('folds')))
    read.mistakes.push(`--test says what is tested on: leave --${read.has('folds') ? 'folds' : 'test-fraction'} out`);
  if (read.has('folds') && read.has('test-fraction'))
    read.mistakes.push('--folds tests on every fold in turn: leave --test-fraction out');
  if (kind === 'table' && !read.has('target'))
    read.mistakes.push('--target is missing: the name of the column to predict');
}
