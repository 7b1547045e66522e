import {createHash} from 'node:crypto';
import {type FileHandle, open, stat} from 'node:fs/promises';
import {DataError} from '../data-error.ts';
import {fileProblem} from '../../base/node/file-problem.ts';
import {gunzip, gunzipHead, isGzip} from './gunzip.ts';
import {encodeIdxHeader, type IdxArray, parseIdxHeader} from '../idx-header.ts';

const headLength = 4096;

async function read(path: string, file: FileHandle): Promise<IdxArray> {
  const {size} = await file.stat();
  if (size === 0) throw new DataError(`${path}: empty (0 bytes); expected an IDX file`);
  const {buffer, bytesRead} = await file.read(new Uint8Array(headLength), 0, headLength, 0);
  const head = buffer.subarray(0, bytesRead);
  const packed = isGzip(head);
  const {dimensions, offset, length} = parseIdxHeader(path, packed ? gunzipHead(path, head) : head);
  const promised = `its header promises ${length} bytes (${dimensions.join(' x ')} and ${offset} of header)`;
  if (!packed && size > length) {
    throw new DataError(`${path}: oversized: it has ${size} bytes, but ${promised}`);
  }
  // Checked before reading, so that a huge file costs nothing.
  const bytes = packed || size === length ? await readAll(file, size) : head;
  const content = packed ? await gunzip(path, bytes, length) : bytes;
  const found = packed ? content.length : size;
  if (found < length) throw new DataError(`${path}: truncated: it has ${found} bytes, but ${promised}`);
  return {dimensions, data: new Uint8Array(content.buffer, content.byteOffset + offset, length - offset)};
}

async function readAll(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  for (let done = 0; done < size;) {
    const {bytesRead} = await file.read(bytes, done, size - done, done);
    if (bytesRead === 0) return bytes.subarray(0, done);
    done += bytesRead;
  }
  return bytes;
}

/**
 * Reads an IDX file of unsigned bytes, the format of MNIST, plain or packed with gzip, whatever its name says.
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
  let file: FileHandle;
  try {
    const status = await stat(path);
    if (status.isDirectory()) throw new DataError(`${path}: is a folder; expected an IDX file`);
    // Opening a pipe would wait for ever.
    if (!status.isFile()) throw new DataError(`${path}: is not a regular file; expected an IDX file`);
    file = await open(path, 'r');
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${path}: ${fileProblem(error)}; expected an IDX file`, {cause: error});
  }
  try {
    return await read(path, file);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${path}: ${fileProblem(error)}`, {cause: error});
  } finally {
    await file.close();
  }
}

/** SHA-256, in hexadecimal, of the uncompressed content of the file that an array came from. */
export function idxDigest({dimensions, data}: IdxArray): string {
  return createHash('sha256').update(encodeIdxHeader(dimensions)).update(data).digest('hex');
}
