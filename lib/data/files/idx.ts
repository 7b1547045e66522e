import {createHash} from 'node:crypto';
import type {FileHandle} from 'node:fs/promises';
import {DataError} from '../data-error.ts';
import {fileProblem} from '../../base/node/file-problem.ts';
import {openRegular, readBytes} from '../../base/node/read-file.ts';
import {gunzip, gunzipHead, isGzip, lengthProblem} from '../formats/gunzip.ts';
import {encodeIdxHeader, type IdxArray, type IdxHeader, parseIdxHeader} from '../idx-header.ts';

const headLength = 4096;

/** An open IDX file, whose header has been read and fits its length. */
interface Opened {
  readonly file: FileHandle;
  readonly size: number;
  readonly packed: boolean;
  readonly header: IdxHeader;
}

const promiseOf = ({dimensions, offset, length}: IdxHeader): string =>
  `its header promises ${length} bytes (${dimensions.join(' x ')} and ${offset} of header)`;

async function inspect(path: string, file: FileHandle, size: number): Promise<Opened> {
  if (size === 0) throw new DataError(`${path}: empty (0 bytes); expected an IDX file`);
  const head = await readBytes(file, 0, Math.min(size, headLength));
  const packed = isGzip(head);
  const header = parseIdxHeader(path, packed ? gunzipHead(path, head) : head);
  const {length} = header;
  const problem = packed ? lengthProblem(size, length) : null;
  if (problem !== null) throw new DataError(`${path}: ${problem}, but ${promiseOf(header)}`);
  if (!packed && size !== length) {
    const what = size > length ? 'oversized' : 'truncated';
    throw new DataError(`${path}: ${what}: it has ${size} bytes, but ${promiseOf(header)}`);
  }
  return {file, size, packed, header};
}

async function content(path: string, {file, size, packed, header}: Opened): Promise<IdxArray> {
  const {dimensions, offset, length} = header;
  const bytes = packed
    ? await gunzip(path, file.createReadStream({start: 0, autoClose: false}), size, length)
    : await readBytes(file, 0, length);
  if (bytes.length < length) {
    throw new DataError(`${path}: truncated: it has ${bytes.length} bytes, but ${promiseOf(header)}`);
  }
  return {dimensions, data: bytes.subarray(offset)};
}

/** Does something with an open file, and tells in words what the file system has against it. */
async function withFile<Result>(path: string, work: (opened: Opened) => Promise<Result>): Promise<Result> {
  let file: FileHandle;
  let size: number;
  try {
    ({file, size} = await openRegular(path));
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    const problem = code === 'EISDIR' ? 'is a folder' : code === 'ENXIO' ? 'is not a regular file' : fileProblem(error);
    throw new DataError(`${path}: ${problem}; expected an IDX file`, {cause: error});
  }
  try {
    return await work(await inspect(path, file, size));
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${path}: ${fileProblem(error)}`, {cause: error});
  } finally {
    await file.close();
  }
}

/**
 * Reads the dimensions of an IDX file, plain or packed, and checks that a file of its length can hold them; nothing else is
 * unpacked.
 *
 * @throws DataError as `readIdx` does
 */
export async function readIdxDimensions(path: string): Promise<number[]> {
  return await withFile(path, async ({header}) => header.dimensions);
}

/**
 * Reads an IDX file of unsigned bytes, the format of MNIST, plain or packed with gzip, whatever its name says.
 *
 * A packed file is unpacked piece by piece, into memory for what its header promises and no more, and not at all where no file of
 * its length can hold that, or it would be 100 times its length and more than 64 MB.
 *
 * @param path the file
 * @returns its dimensions and bytes: 60000 x 28 x 28 for the training images of MNIST, 60000 for their labels
 * @throws DataError naming the file and what was expected, where it is missing, unreadable, truncated, oversized, damaged,
 *   of another type than unsigned bytes, or no IDX file at all
 * @example
 * const {dimensions, data} = await readIdx('t10k-labels-idx1-ubyte.gz');
 * dimensions; // [10000]
 * data[0]; // 7
 * @see LeCun, Cortes and Burges, The MNIST database of handwritten digits, 1998
 */
export async function readIdx(path: string): Promise<IdxArray> {
  return await withFile(path, (opened) => content(path, opened));
}

/** SHA-256, in hexadecimal, of the uncompressed content of the file that an array came from. */
export function idxDigest({dimensions, data}: IdxArray): string {
  return createHash('sha256').update(encodeIdxHeader(dimensions)).update(data).digest('hex');
}
