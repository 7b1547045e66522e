import {isUtf8} from 'node:buffer';
import type {FileHandle} from 'node:fs/promises';
import {TextDecoder} from 'node:util';
import {createGunzip} from 'node:zlib';
import {readBytes} from '../../base/node/read-file.ts';
import {DataError} from '../data-error.ts';
import {likeness} from '../likeness.ts';
import {corruptGzip, isGzip, mostPacked, trailing} from './gunzip.ts';
import {mostBytes} from './open-file.ts';

/** Tables pack to a fifth or a tenth: what unpacks to more than 200 times its length is made to fill memory. */
const likely = {bytes: 1 << 24, packed: 200};
const newline = 10;

/** The bytes that texts of other encodings begin with; those of UTF-32 begin with those of UTF-16. */
const byteOrderMarks: readonly (readonly [encoding: string, ...bytes: number[]])[] = [
  ['UTF-32', 0xff, 0xfe, 0, 0],
  ['UTF-32', 0, 0, 0xfe, 0xff],
  ['UTF-16', 0xff, 0xfe],
  ['UTF-16', 0xfe, 0xff],
];

/** Refuses by the first bytes what is no text in UTF-8. */
function refuseOther(path: string, head: Uint8Array): void {
  const [mark] = byteOrderMarks.find(([, ...bytes]) => bytes.every((byte, at) => head[at] === byte)) ?? [];
  if (mark !== undefined) throw new DataError(`${path}: is text in ${mark}; expected UTF-8, so save it as "CSV UTF-8"`);
  const seems = likeness(head)?.replace(', not IDX', '') ?? 'text';
  if (seems !== 'text') throw new DataError(`${path}: expected text, found what looks like ${seems}`);
}

function countLines(piece: Uint8Array, end = piece.length): number {
  let count = 0;
  for (let at = piece.indexOf(newline); at >= 0 && at < end; at = piece.indexOf(newline, at + 1)) count++;
  return count;
}

/** The line within a piece, from 0, in which bytes stand that are no text. */
function wrongLine(piece: Uint8Array): number {
  let found = 0;
  for (let [line, start] = [0, 0]; start < piece.length; line++) {
    const end = piece.indexOf(newline, start);
    const stop = end < 0 ? piece.length : end;
    // The first and the last line of a piece may be cut within a letter, so that others speak first.
    if (!isUtf8(piece.subarray(start, stop))) {
      if (start > 0) return line;
      found = line;
    }
    start = stop + 1;
  }
  return found;
}

/** Where bytes of a piece are no text, by the line within it and in words; null where all are. */
function wrongBytes(piece: Uint8Array, decoder: TextDecoder): readonly [line: number, words: string] | null {
  const zero = piece.indexOf(0);
  if (zero >= 0) return [countLines(piece, zero), 'a byte 0, as binary files and UTF-16 have'];
  try {
    decoder.decode(piece, {stream: true});
    return null;
  } catch {
    return [wrongLine(piece), 'bytes that are no UTF-8'];
  }
}

function checkLength(path: string, size: number, length: number, isPacked: boolean): void {
  if (length <= mostBytes && !(isPacked && length > likely.bytes && length > likely.packed * size)) return;
  throw new DataError(
    `${path}: oversized: its ${size} bytes unpack to ${length} or more; if it is right, unpack it first (gunzip)`,
  );
}

/** The length that the end of a gzip file says that it unpacks to, so that nothing has to be unpacked to refuse it. */
async function saidLength(file: FileHandle, size: number): Promise<number> {
  const end = await readBytes(file, Math.max(0, size - 4), 4);
  const length = end.length < 4 ? 0 : new DataView(end.buffer).getUint32(0, true);
  // What deflate cannot do, a file says of which the end is missing.
  return length > mostPacked * size ? 0 : length;
}

/**
 * The bytes of a text file, plain or packed with gzip, piece by piece, all of them UTF-8.
 *
 * @throws DataError for other bytes, with their line, for damaged gzip, and for what unpacks to more than a table would
 */
export async function* textPieces(path: string, file: FileHandle, size: number): AsyncGenerator<Uint8Array, void> {
  const source = file.createReadStream({start: 0, autoClose: false, highWaterMark: 1 << 20});
  const isPacked = isGzip(await readBytes(file, 0, Math.min(2, size)));
  if (isPacked) checkLength(path, size, await saidLength(file, size), true);
  const engine = isPacked ? createGunzip({chunkSize: 1 << 18}) : null;
  if (engine !== null) source.on('error', (error) => engine.destroy(error)).pipe(engine);
  const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
  let [length, line] = [0, 1];
  try {
    for await (const piece of (engine ?? source) as AsyncIterable<Uint8Array>) {
      if (length === 0) refuseOther(path, piece);
      length += piece.length;
      checkLength(path, size, length, isPacked);
      const wrong = wrongBytes(piece, decoder);
      if (wrong !== null) {
        throw new DataError(`${path}: line ${line + wrong[0]}: found ${wrong[1]}; expected text, so save it as UTF-8`);
      }
      yield piece;
      line += countLines(piece);
    }
  } catch (error) {
    if (engine === null || error instanceof DataError || !('code' in (error as Error))) throw error;
    throw corruptGzip(path, error);
  } finally {
    source.destroy();
    engine?.destroy();
  }
  if (engine !== null && engine.bytesWritten < size) throw trailing(path);
}
