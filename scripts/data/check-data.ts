import {existsSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {type FileKind, optionProblem} from '../../lib/data/kinds/index.ts';
import {optionKey} from '../arguments/command-options.ts';
import type {ArgumentReader} from '../arguments/reader.ts';
import {type DataOptions, dataOptions} from './data-options.ts';

/** Digits and clothes in their published format, of which only `--dataset` is asked. */
const published = {
  embedded: 'the embedded digits',
  download: 'the published files',
  idx: 'a folder of IDX files',
} as const;

export type DataKind = FileKind | keyof typeof published;

/** Whether a kind of data is digits or clothes in their published format. */
export const isPublished = (kind: DataKind): kind is keyof typeof published => Object.hasOwn(published, kind);

const idxFile = /^(train|t10k)-(images|labels)[-.]idx[13]-ubyte(\.gz)?$/;

/** What kind of data `--data` names, by its ending, or by what a folder holds. */
export function dataKind(data: string): DataKind {
  if (data === 'embedded' || data === 'download') return data;
  if (/\.np[yz]$/i.test(data)) return /z$/i.test(data) ? 'archive' : 'array';
  if (!existsSync(data) || !statSync(data).isDirectory()) return 'table';
  const names = readdirSync(data);
  const isOfImages = names.some((name) => statSync(join(data, name), {throwIfNoEntry: false})?.isDirectory());
  return names.some((name) => idxFile.test(name)) || !isOfImages ? 'idx' : 'images';
}

/** The name that `loadData` has for an option of the command. */
const libraryName = (name: string): string => (name === 'split-seed' ? 'seed' : optionKey(name, {}));

/** Of the two published sets only one is embedded. */
export function checkDigits(read: ArgumentReader, {data, dataset}: Pick<DataOptions, 'data' | 'dataset'>): void {
  if (data === 'embedded' && dataset === 'fashion')
    read.mistakes.push('--data embedded has the MNIST digits only: for --dataset fashion give a folder or download');
}

/** Options that the data do not take are mistakes. */
export function checkData(read: ArgumentReader, {data, dataset}: Pick<DataOptions, 'data' | 'dataset'>): void {
  const kind = dataKind(data);
  checkDigits(read, {data, dataset});
  // The default stands in config.json, too.
  if (read.has('dataset') && dataset !== 'mnist' && !isPublished(kind)) {
    read.mistakes.push('--dataset does not go with data of your own, but with the published digits; leave it out');
  }
  for (const name of [...Object.keys(dataOptions), 'folds']) {
    if (name === 'data' || name === 'dataset' || !read.has(name)) continue;
    const problem = optionProblem(libraryName(name), isPublished(kind) ? published[kind] : kind, `--${name}`);
    if (problem !== null) read.mistakes.push(problem);
  }
  if (read.has('test') && (read.has('test-fraction') || read.has('folds')))
    read.mistakes.push(`--test says what is tested on: leave --${read.has('folds') ? 'folds' : 'test-fraction'} out`);
  if (read.has('folds') && read.has('test-fraction'))
    read.mistakes.push('--folds tests on every fold in turn: leave --test-fraction out');
  if (kind === 'table' && !read.has('target'))
    read.mistakes.push('--target is missing: the name of the column to predict');
}
