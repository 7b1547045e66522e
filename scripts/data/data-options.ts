import {resolve} from 'node:path';
import {choice, optionKey, readBy, text, type ValuesOf, whole} from '../arguments/command-options.ts';

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
    'a table (.csv, .tsv, .jsonl, .json, .parquet), arrays (.npz, .npy), a folder of images by class, or of the four IDX files; ' +
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
  keep: text({
    describe: 'columns to keep that would be left out or refused as an index, with commas between them',
    default: undefined,
    group,
  }),
  categories: text({describe: 'columns whose numbers are names, with commas between them', default: undefined, group}),
  decimal: perhaps({
    describe: 'the mark of decimals in .csv and .tsv: . or ,',
    choices: ['.', ','],
    words: '.',
  }),
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
