import {existsSync, readdirSync, statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {choice, optionKey, readBy, text, type ValuesOf, whole} from '../arguments/command-options.ts';
import type {ArgumentReader} from '../arguments/reader.ts';

const group = 'Data';

/** A choice that the data make where nothing is written. */
const perhaps = <const Word extends string>(about: {describe: string; choices: readonly Word[]; words: string}) =>
  readBy({
    ...about,
    default: undefined,
    group,
    read: (read, name) =>
      read.text(name) === undefined ? undefined : read.choice(name, about.choices, about.choices[0]!),
  });

/** A path, kept as an absolute one, so that a run can be repeated and resumed from anywhere. */
export const pathOption = (describe: string, group: string) =>
  readBy({
    describe,
    default: undefined,
    group,
    read: (read, name) => (read.text(name) === undefined ? undefined : resolve(read.text(name)!)),
  });

const dataOption = (describe: string) =>
  readBy({
    describe,
    default: 'embedded',
    group,
    read(read, name) {
      const data = read.text(name) ?? (read.text('dataset') === 'fashion' ? 'download' : 'embedded');
      return data === 'embedded' || data === 'download' ? data : resolve(data);
    },
  });

/** Which of the published sets a command takes that takes no others. */
export const digitOptions = {
  data: dataOption('a folder with the four IDX files, embedded, or download'),
  dataset: choice({
    describe: 'mnist or fashion, of IDX files',
    choices: ['mnist', 'fashion'],
    default: 'mnist',
    group,
  }),
};

/** Where the examples come from, and what is made of them. */
export const dataOptions = {
  data: dataOption(
    'a table (.csv, .tsv, .jsonl, .parquet), arrays (.npz, .npy), a folder of images by class, or of the four IDX files; ' +
      'embedded or download: MNIST',
  ),
  dataset: digitOptions.dataset,
  target: readBy({
    describe: 'the column of a table to predict; for x.npy the file y.npy',
    default: undefined,
    group,
    read(read, name) {
      const target = read.text(name);
      return target !== undefined && /\.npy$/i.test(read.text('data') ?? '') ? resolve(target) : target;
    },
  }),
  task: perhaps({
    describe: 'classification or regression',
    choices: ['classification', 'regression'],
    words: 'as the target column shows',
  }),
  missing: perhaps({
    describe: 'missing values: refuse, mean (of the training part) or drop (the row)',
    choices: ['refuse', 'mean', 'drop'],
    words: 'refuse',
  }),
  ignore: text({describe: 'columns to leave out, with commas between them', default: undefined, group}),
  categories: text({describe: 'columns whose numbers are names, with commas between them', default: undefined, group}),
  size: readBy({
    describe: 'of images: rows x columns, such as 28x28',
    default: undefined,
    words: 'their own',
    group,
    read(read, name) {
      const size = read.text(name);
      if (size !== undefined && !/^[1-9]\d{0,4}x[1-9]\d{0,4}$/.test(size))
        read.mistakes.push(`--${name} must be rows x columns such as 28x28, got "${size}"`);
      return size;
    },
  }),
  colour: perhaps({describe: 'of images: grey or colour', choices: ['grey', 'colour'], words: 'as the images are'}),
  test: pathOption('a file or folder of the same kind to test on', group),
  'test-fraction': readBy({
    describe: 'of the examples, set apart to test on',
    default: undefined,
    words: '0.2',
    group,
    read(read, name) {
      const written = read.text(name);
      const fraction = Number(written);
      if (written === undefined || (fraction > 0 && fraction < 1)) return written;
      read.mistakes.push(`--${name} must be greater than 0 and less than 1, got "${written}"`);
      return undefined;
    },
  }),
  'split-seed': whole({
    describe: 'of the draw of test examples, and of folds',
    least: 0,
    default: undefined,
    words: '0',
    group,
  }),
};

/** What is asked of the data, as `config.json` holds it. */
export type DataOptions = ValuesOf<typeof dataOptions>;

/** The options of the data among those of a command. */
export const dataOptionsOf = (options: DataOptions): Partial<DataOptions> =>
  Object.fromEntries(
    Object.keys(dataOptions).map((name) => {
      const key = optionKey(name, {}) as keyof DataOptions;
      return [key, options[key]];
    }),
  );

/** The kinds of data, each with the options that it takes beside `--data`. */
const takenBy = {
  embedded: ['dataset'],
  download: ['dataset'],
  idx: ['dataset'],
  table: ['target', 'task', 'missing', 'ignore', 'categories', 'test', 'test-fraction', 'split-seed', 'folds'],
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

const others = [
  'dataset',
  'target',
  'task',
  'missing',
  'ignore',
  'categories',
  'size',
  'colour',
  'test',
  'test-fraction',
  'split-seed',
  'folds',
];

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
  if (read.has('test') && (read.has('test-fraction') || read.has('folds')))
    read.mistakes.push(`--test says what is tested on: leave --${read.has('folds') ? 'folds' : 'test-fraction'} out`);
  if (read.has('folds') && read.has('test-fraction'))
    read.mistakes.push('--folds tests on every fold in turn: leave --test-fraction out');
  if (kind === 'table' && !read.has('target'))
    read.mistakes.push('--target is missing: the name of the column to predict');
}
