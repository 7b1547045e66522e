import type {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {constants, createGunzip, gunzipSync} from 'node:zlib';
import {DataError} from '../data-error.ts';

/** Whether the bytes begin with the magic number of gzip; names are not to be trusted, as browsers unpack some downloads. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** What is wrong with a gzip stream that does not unpack. */
export function corruptGzip(path: string, error: unknown): DataError {
  const {code, message} = error as NodeJS.ErrnoException;
  // The magic number of the first stream was there, so this is about what comes after it.
  if (message === 'incorrect header check') return trailing(path);
  const what =
    code === 'Z_BUF_ERROR'
      ? 'truncated: its gzip stream ends early'
      : message === 'incorrect data check' || message === 'incorrect length check'
        ? 'corrupt gzip: its checksum does not match its content'
        : `corrupt gzip (${message})`;
  return new DataError(`${path}: ${what}; expected a whole gzip file, so fetch it again`, {cause: error});
}

/** Unpacks what the first bytes of a gzip file hold, as far as they go. */
export function gunzipHead(path: string, head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head, {finishFlush: constants.Z_SYNC_FLUSH});
  } catch (error) {
    throw corruptGzip(path, error);
  }
}

/** Deflate packs at most 1032 bytes into one. */
export const mostPacked = 1032;
/** Digits pack to a quarter, and only small files are full of zeros: beyond this, a set so regular is none. */
const likely = {bytes: 1 << 26, packed: 100};

/**
 * What is wrong with the length that the content of a gzip file should have, by the length of the file; null if nothing is.
 *
 * Looked at before anything is unpacked, so that a small file that promises much takes no memory.
 */
export function lengthProblem(size: number, length: number): string | null {
  if (length > mostPacked * size) {
    return `truncated: its ${size} packed bytes hold ${mostPacked * size} at most`;
  }
  if (length > likely.bytes && length > likely.packed * size) {
    return `oversized: no set of images packs ${Math.floor(length / size)} bytes into one; if it is right, unpack it first (gunzip)`;
  }
  return null;
}

/** Memory for so many bytes, which the system gives only as they are written. */
export function allocate(path: string, length: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(length);
  } catch (error) {
    throw new DataError(`${path}: oversized: there is no memory for its ${length} bytes`, {cause: error});
  }
}

/**
 * Unpacks a gzip file whose content has a known length, which must be all there is, piece by piece into one buffer.
 *
 * @param path names the file in messages
 * @param source the whole file
 * @param size bytes of the file
 * @param length bytes of the content; memory is never taken for more, whatever the file would unpack to
 * @throws DataError where the stream is damaged, holds more than `length` bytes or is followed by others; a shorter content
 *   is returned as it is
 */
export async function gunzip(
  path: string,
  source: Readable,
  size: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const content = allocate(path, length);
  const engine = createGunzip({chunkSize: 1 << 17});
  let done = 0;
  let isOversized = false;
  try {
    await pipeline(source, engine, async (pieces: AsyncIterable<Uint8Array>) => {
      for await (const piece of pieces) {
        isOversized = done + piece.length > length;
        // Ends the pipeline, which then tells of the end and not of its reason.
        if (isOversized) return;
        content.set(piece, done);
        done += piece.length;
      }
    });
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    // The end of the stream was reached before that of the file.
    const isEarly = code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR';
    if (isEarly && !isOversized) throw trailing(path);
    // What the file system throws is not about the content.
    if (code?.startsWith('E') === true && !code.startsWith('ERR_')) throw error;
    if (!isOversized) throw corruptGzip(path, error);
  }
  if (isOversized) {
    throw new DataError(`${path}: oversized: it unpacks to more than the ${length} bytes that its header promises`);
  }
  if (engine.bytesWritten < size) throw trailing(path);
  return content.subarray(0, done);
}

/** A gzip stream that other bytes follow. */
export function trailing(path: string): DataError {
  return new DataError(`${path}: corrupt gzip: other bytes follow its end; expected nothing after the gzip stream`);
}
