import {checkChoices} from '../base/arguments.ts';

export type DatasetName = 'mnist' | 'fashion';

/** The four files of a set by their published names, without `.gz`. */
export const fileNames = {
  train: {images: 'train-images-idx3-ubyte', labels: 'train-labels-idx1-ubyte'},
  test: {images: 't10k-images-idx3-ubyte', labels: 't10k-labels-idx1-ubyte'},
} as const;

export const allFileNames: readonly string[] = Object.values(fileNames).flatMap(({images, labels}) => [images, labels]);

/** SHA-256, in hexadecimal, of the uncompressed content of every file, by its published name. */
export type Checksums = Readonly<Record<string, string>>;

/** What is known of a set before any file is read. */
export interface PublishedSet {
  readonly name: DatasetName;
  readonly title: string;
  readonly classNames: readonly string[];
  /** Pixels of every image. */
  readonly rows: number;
  readonly columns: number;
  /** Examples of the published set. */
  readonly trainCount: number;
  readonly testCount: number;
  /** Null where none are published. */
  readonly checksums: Checksums | null;
  /** Folders on the web that hold the four files with `.gz`. */
  readonly mirrors: readonly string[];
}

const format = {rows: 28, columns: 28, trainCount: 60000, testCount: 10000} as const;

export const publishedSets: Readonly<Record<DatasetName, PublishedSet>> = {
  mnist: {
    ...format,
    name: 'mnist',
    title: 'MNIST',
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    checksums: {
      'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    },
    mirrors: ['https://ossci-datasets.s3.amazonaws.com/mnist/', 'https://storage.googleapis.com/cvdf-datasets/mnist/'],
  },
  fashion: {
    ...format,
    name: 'fashion',
    title: 'Fashion-MNIST',
    classNames: [
      'T-shirt/top',
      'trouser',
      'pullover',
      'dress',
      'coat',
      'sandal',
      'shirt',
      'sneaker',
      'bag',
      'ankle boot',
    ],
    checksums: null,
    mirrors: ['http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/'],
  },
};

/** The set of a name; a RangeError for any other name. */
export function publishedSet(dataset: DatasetName): PublishedSet {
  checkChoices('loadMnist', {dataset}, Object.keys(publishedSets));
  return publishedSets[dataset];
}

/**
 * The names of the ten classes, in the order of their labels.
 *
 * @param dataset 'mnist' or 'fashion'; default 'mnist'
 * @throws RangeError for another name
 * @example
 * classNames('fashion')[9]; // 'ankle boot'
 */
export function classNames(dataset: DatasetName = 'mnist'): readonly string[] {
  return publishedSet(dataset).classNames;
}
