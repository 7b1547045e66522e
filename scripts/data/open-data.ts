import {createHash} from 'node:crypto';
import {
  classNames,
  type Dataset,
  type DatasetName,
  type ImageDataset,
  type LabelledImages,
} from '../../lib/data/index.ts';
import {loadData, type LoadDataOptions, loadFolds, loadMnist} from '../../lib/data/files/index.ts';
import {dataKind, isPublished} from './check-data.ts';
import type {DataOptions} from './data-options.ts';

/** Examples that were opened for a command. */
export interface OpenedData extends Dataset {
  /** Whether what is bright in its pictures is ink, as in MNIST. */
  readonly isInk?: boolean;
}

const titles = {mnist: 'MNIST', fashion: 'Fashion-MNIST'} as const;

/** Published digits or clothes as examples: bytes, and the numbers of their classes. */
export function digitsAsExamples({name: set, source, train, test}: ImageDataset): OpenedData {
  const classes = classNames(set as DatasetName);
  const examples = ({images, labels, count}: LabelledImages) => ({x: images, y: labels, count});
  return {
    name: titles[set as DatasetName],
    source,
    task: 'classification',
    shape: [train.rows, train.columns, 1],
    outputs: classes.length,
    classes,
    columns: null,
    scaling: null,
    isInk: true,
    train: examples(train),
    test: examples(test),
  };
}

const columnNames = (text: string): string[] => text.split(',').map((name) => name.trim());

/** What a reader of files is asked for. */
function readerOptions({
  target,
  task,
  missing,
  ignore,
  keep,
  categories,
  decimal,
  size,
  colour,
  test,
  testFraction,
  splitSeed,
}: DataOptions): LoadDataOptions {
  const [rows, columns] = (size ?? '').split('x').map(Number);
  return {
    ...(target !== undefined && {target}),
    ...(task !== undefined && {task}),
    ...(missing !== undefined && {missing}),
    ...(ignore !== undefined && {ignore: columnNames(ignore)}),
    ...(keep !== undefined && {keep: columnNames(keep)}),
    ...(categories !== undefined && {categories: columnNames(categories)}),
    ...(decimal !== undefined && {decimal}),
    ...(size !== undefined && {size: [rows!, columns!] as const}),
    ...(colour !== undefined && {colour}),
    ...(test !== undefined && {test}),
    ...(testFraction !== undefined && {testFraction: Number(testFraction)}),
    ...(splitSeed !== undefined && {seed: splitSeed}),
  };
}

/** Loads digits or clothes in their published format. */
export function loadDigits(
  {data, dataset}: Pick<DataOptions, 'data' | 'dataset'>,
  signal: AbortSignal,
): Promise<ImageDataset> {
  if (data === 'embedded') return loadMnist({source: 'embedded', dataset});
  if (data === 'download') return loadMnist({source: 'download', dataset, signal});
  return loadMnist({source: 'dir', dir: data, dataset});
}

/**
 * Loads the examples that the options ask for.
 *
 * @param folds how many parts are tested on in turn; left out, one part is
 * @returns one set, or one for each fold
 * @throws DataError for files that are not what is expected
 */
export async function openData(
  options: DataOptions,
  {signal, folds}: {signal: AbortSignal; folds?: number | undefined},
): Promise<readonly [OpenedData, ...OpenedData[]]> {
  const {data, dataset} = options;
  if (isPublished(dataKind(data))) return [digitsAsExamples(await loadDigits({data, dataset}, signal))];
  const asked = readerOptions(options);
  if (folds === undefined) return [await loadData(data, asked)];
  return (await loadFolds(data, {...asked, folds})) as [OpenedData, ...OpenedData[]];
}

/** Names a data set by its content. */
export function dataFingerprint({task, shape, classes, scaling, train, test}: Dataset): string {
  const hash = createHash('sha256').update(JSON.stringify({task, shape, classes, scaling}));
  for (const {x, y} of [train, test]) {
    for (const {buffer, byteOffset, byteLength} of [x, y]) hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('hex').slice(0, 16);
}
