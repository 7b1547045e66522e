import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {checkNumbers, checkOptions} from '../../base/arguments.ts';
import {dataCacheFolder} from './cache-folder.ts';
import {DataError} from '../data-error.ts';
import {allFileNames, type Checksums, type DatasetName, type PublishedSet, publishedSet} from '../published-sets.ts';
import {cannotWrite} from './cannot-write.ts';
import {type Attempt, fetchFile} from './fetch-file.ts';
import {mirrorList, mirrorVariable} from './mirrors.ts';

export interface DownloadOptions {
  /** Default 'mnist'. */
  dataset?: DatasetName;
  /** The set gets a folder of its name in this one; default `dataCacheFolder()`. */
  cacheDir?: string;
  /** Folders on the web, tried in order; default those of `TFJS_OPTIM_MNIST_MIRRORS`, else the well-known ones. */
  mirrors?: readonly string[];
  /** Called with the bytes of a file so far and in all, null where the server does not say. */
  onProgress?: (file: string, received: number, total: number | null) => void;
  /** Stops the download; what arrived is kept for the next time. */
  signal?: AbortSignal;
  /** Milliseconds without a byte after which the next mirror is tried; default 20,000. */
  timeout?: number;
  /** How often every mirror is tried; default 3. */
  rounds?: number;
  /** Milliseconds before the second round, doubled before every further one; default 500. */
  pause?: number;
  /** SHA-256 of the uncompressed contents by published name; default those of the set. For mirrors of a set of one's own. */
  checksums?: Checksums;
}

export const downloadOptionNames: readonly string[] = [
  'dataset',
  'cacheDir',
  'mirrors',
  'onProgress',
  'signal',
  'timeout',
  'rounds',
  'pause',
  'checksums',
];

export interface Downloaded {
  /** The folder with the four files. */
  readonly dir: string;
  /** The files that were fetched now; the others were there and good. */
  readonly fetched: readonly string[];
}

function unreachable(name: string, dir: string, set: PublishedSet, attempts: readonly Attempt[]): DataError {
  const times = new Map<string, number>();
  for (const {url, reason} of attempts) {
    const line = `${url}: ${reason}`;
    times.set(line, (times.get(line) ?? 0) + 1);
  }
  const lines = [...times].map(([line, count]) => `\n  - ${line}${count > 1 ? ` (${count} times)` : ''}`);
  const files = allFileNames.map((file) => `${file}.gz`).join(', ');
  return new DataError(
    `cannot fetch ${name}.gz of ${set.title}:${lines.join('')}\n` +
      `Try again later: what arrived is kept. Another mirror is set with ${mirrorVariable(set)}.\n` +
      `By hand: put ${files} into ${dir}, or into any folder and give that (--data DIR).`,
    {code: 'E_DOWNLOAD'},
  );
}

/**
 * Fetches the four files of MNIST, or of Fashion-MNIST, into the cache; files that are there and good are left alone.
 *
 * Interrupted transfers go on where they ended, mirrors that fail or stall are followed by the next, and a file gets its name only
 * after its uncompressed content has the published SHA-256 (for Fashion-MNIST, which has none: after the check sums of gzip and
 * the structure).
 *
 * @param options see `DownloadOptions`; all have defaults
 * @throws DataError with code 'E_DOWNLOAD' naming every address that was tried, why it failed, and how to get the files by hand;
 *   with code 'E_DATA' where the cache cannot be written or an address is none
 * @throws the reason of the signal where that stops it
 * @example
 * const {dir} = await downloadMnist({onProgress: (file, received, total) => console.log(file, received, total)});
 * const {train} = await loadMnist({source: 'dir', dir});
 */
export async function downloadMnist(options: DownloadOptions = {}): Promise<Downloaded> {
  checkOptions('downloadMnist', options, downloadOptionNames);
  const {
    cacheDir = dataCacheFolder(),
    onProgress = () => {},
    signal,
    timeout = 20_000,
    rounds = 3,
    pause = 500,
  } = options;
  checkNumbers('downloadMnist', {timeout}, {above: 0});
  checkNumbers('downloadMnist', {rounds}, {from: 1, whole: true});
  checkNumbers('downloadMnist', {pause}, {from: 0});
  const set = publishedSet(options.dataset ?? 'mnist');
  const {checksums = set.checksums} = options;
  let mirrors = mirrorList(set, options.mirrors);
  const dir = join(cacheDir, set.name);
  await mkdir(dir, {recursive: true}).catch(cannotWrite(dir));
  const fetched: string[] = [];
  for (const name of allFileNames) {
    signal?.throwIfAborted();
    const report = (received: number, total: number | null) => onProgress(`${name}.gz`, received, total);
    const outcome = await fetchFile(name, dir, set, {
      mirrors,
      checksums,
      rounds,
      pause,
      timeout,
      signal,
      onProgress: report,
    });
    if ('attempts' in outcome) throw unreachable(name, dir, set, outcome.attempts);
    const {mirror} = outcome;
    if (mirror === null) continue;
    fetched.push(`${name}.gz`);
    // The mirror that served is asked first from now on.
    mirrors = [mirror, ...mirrors.filter((other) => other !== mirror)];
  }
  return {dir, fetched};
}
