import type {FileHandle} from 'node:fs/promises';
import {crc32, inflateRaw} from 'node:zlib';
import {promisify} from 'node:util';
import {readBytes} from '../../base/node/read-file.ts';
import {DataError} from '../data-error.ts';
import {mostPacked} from './gunzip.ts';
import {mostBytes} from './open-file.ts';

/** A file in a zip archive, as its directory has it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

const [endMark, end64Mark, locator64Mark, entryMark, localMark] = [
  0x06054b50, 0x06064b50, 0x07064b50, 0x02014b50, 0x04034b50,
];
const inFull = 0xffffffff;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const damaged = (path: string, problem: string) =>
  new DataError(`${path}: damaged zip archive: ${problem}; save it again with np.savez`);

/** Where the directory stands, how many bytes it has, and how many files it should have. */
interface Directory {
  readonly at: number;
  readonly length: number;
  readonly count: number;
}

async function findDirectory(path: string, file: FileHandle, size: number): Promise<Directory> {
  const from = Math.max(0, size - 65557);
  const tail = viewOf(await readBytes(file, from, size - from));
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== endMark) end--;
  if (end < 0) throw damaged(path, 'it has no directory, as where a download or a copy ended early');
  const count = tail.getUint16(end + 10, true);
  const [length, at] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  const hasLarge = end >= 20 && tail.getUint32(end - 20, true) === locator64Mark;
  if (at !== inFull && length !== inFull && !(hasLarge && count === 0xffff)) return {at, length, count};
  if (!hasLarge) throw damaged(path, 'its directory is not found');
  const large = viewOf(await readBytes(file, Number(tail.getBigUint64(end - 12, true)), 56));
  if (large.byteLength < 56 || large.getUint32(0, true) !== end64Mark)
    throw damaged(path, 'its directory is not found');
  const [all, bytes, place] = [32, 40, 48].map((where) => Number(large.getBigUint64(where, true))) as [
    number,
    number,
    number,
  ];
  return {at: place, length: bytes, count: all};
}

/** The files of a zip archive. */
export async function zipEntries(path: string, file: FileHandle, size: number): Promise<ZipEntry[]> {
  const {at, length, count} = await findDirectory(path, file, size);
  if (at + length > size || length > 1 << 26) throw damaged(path, 'its directory lies outside the file');
  const bytes = await readBytes(file, at, length);
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  for (let from = 0; from < length;) {
    if (from + 46 > length || view.getUint32(from, true) !== entryMark)
      throw damaged(path, 'its directory has something else than files');
    const [names, extra, comment] = [28, 30, 32].map((place) => view.getUint16(from + place, true)) as [
      number,
      number,
      number,
    ];
    if (from + 46 + names + extra > length) throw damaged(path, 'its directory ends within a name');
    const name = new TextDecoder().decode(bytes.subarray(from + 46, from + 46 + names));
    const [packed, whole, local] = sizesOf(view, from, from + 46 + names, extra);
    entries.push({
      name,
      packed,
      size: whole,
      at: local,
      method: view.getUint16(from + 10, true),
      crc: view.getUint32(from + 16, true),
    });
    from += 46 + names + extra + comment;
  }
  // A directory that is cut between two files looks like a whole one, and the files behind would be lost in silence.
  if (entries.length !== count)
    throw damaged(path, `its directory lists ${entries.length} of the ${count} files that it should`);
  return entries;
}

/** Packed size, size and place of an entry; those of 4 GiB and more stand in its extra field. */
function sizesOf(view: DataView, from: number, extraAt: number, extra: number): [number, number, number] {
  const [packed, size, at] = [20, 24, 42].map((place) => view.getUint32(from + place, true)) as [
    number,
    number,
    number,
  ];
  const large: number[] = [];
  for (let field = extraAt; field + 4 <= extraAt + extra;) {
    const [id, length] = [view.getUint16(field, true), view.getUint16(field + 2, true)];
    const end = field + 4 + (id === 1 ? length : 0);
    for (let at = field + 4; at + 8 <= end; at += 8) large.push(Number(view.getBigUint64(at, true)));
    field += 4 + length;
  }
  const whole = size === inFull ? (large.shift() ?? size) : size;
  const less = packed === inFull ? (large.shift() ?? packed) : packed;
  return [less, whole, at === inFull ? (large.shift() ?? at) : at];
}

/**
 * Unpacks a file of an archive, into memory for what its directory says and no more.
 *
 * @throws DataError for other methods than none and deflate, damage, and what is too large or packed more than deflate can
 */
export async function unzip(path: string, file: FileHandle, entry: ZipEntry): Promise<Uint8Array> {
  const {name, method, crc, packed, size, at} = entry;
  const whole = `${path}: ${name}`;
  if (size > mostBytes || size > mostPacked * packed) {
    throw new DataError(
      `${whole}: oversized: ${packed} bytes say that they unpack to ${size}; expected ${mostBytes} at most, and a ratio that deflate has`,
    );
  }
  if (method !== 0 && method !== 8) {
    throw new DataError(
      `${whole}: is packed by method ${method}; expected none or deflate, as np.savez and np.savez_compressed do`,
    );
  }
  const local = viewOf(await readBytes(file, at, 30));
  if (local.byteLength < 30 || local.getUint32(0, true) !== localMark)
    throw damaged(path, `${name} is not where the directory says`);
  const bytes = await readBytes(file, at + 30 + local.getUint16(26, true) + local.getUint16(28, true), packed);
  let content: Uint8Array = bytes;
  try {
    if (method === 8) content = await promisify(inflateRaw)(bytes, {maxOutputLength: Math.max(1, size)});
  } catch (error) {
    const isLonger = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw damaged(
      path,
      `${name} ${isLonger ? `unpacks to more than the ${size} bytes that it should` : 'cannot be unpacked'}`,
    );
  }
  if (content.length !== size) throw damaged(path, `${name} has ${content.length} bytes, expected ${size}`);
  if (crc32(content) !== crc) throw damaged(path, `the checksum of ${name} does not match its content`);
  return content;
}
