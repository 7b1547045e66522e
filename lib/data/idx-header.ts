import {DataError} from './data-error.ts';
import {likeness} from './likeness.ts';

const types: Readonly<Record<number, string>> = {
  0x08: 'unsigned 8-bit',
  0x09: 'signed 8-bit',
  0x0b: '16-bit integer',
  0x0c: '32-bit integer',
  0x0d: '32-bit float',
  0x0e: '64-bit float',
};
const unsignedByte = 0x08;

/** An array of unsigned bytes, last axis fastest. */
export interface IdxArray {
  readonly dimensions: number[];
  readonly data: Uint8Array;
}

export interface IdxHeader {
  readonly dimensions: number[];
  /** Bytes before the data. */
  readonly offset: number;
  /** Bytes of the whole content, header included. */
  readonly length: number;
}

function hexadecimal(bytes: Uint8Array): string {
  return [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/**
 * Reads the header of IDX content: two zero bytes, the type, the number of dimensions, and every dimension as a big-endian
 * 32-bit number.
 *
 * @param path names the file in messages
 * @param head the first bytes of the content, at least the header
 * @throws DataError for another magic number, another type than unsigned bytes, no dimension or one of 0, or too few bytes
 */
export function parseIdxHeader(path: string, head: Uint8Array): IdxHeader {
  const [first, second, type = -1, rank = 0] = head;
  const offset = 4 + 4 * rank;
  const truncated = () =>
    new DataError(
      `${path}: truncated: its content ends after ${head.length} bytes, within the header; expected a whole IDX file`,
    );
  if (head.length < 4) throw truncated();
  if (first !== 0 || second !== 0) {
    const seems = likeness(head);
    throw new DataError(
      `${path}: not an IDX file: expected the magic number 00 00 08 and a number of dimensions, ` +
        `found ${hexadecimal(head)}${seems === null ? '' : `; it looks like ${seems}`}`,
    );
  }
  if (type !== unsignedByte) {
    const found = types[type] === undefined ? `the unknown type ${type}` : `${types[type]} numbers`;
    throw new DataError(`${path}: holds ${found}; expected an IDX file of unsigned 8-bit numbers (type 8)`);
  }
  if (head.length < offset) throw truncated();
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const dimensions = Array.from({length: rank}, (_, axis) => view.getUint32(4 + 4 * axis));
  if (rank === 0 || dimensions.includes(0)) {
    const size = rank === 0 ? 'no dimensions' : `the dimensions ${dimensions.join(' x ')}`;
    throw new DataError(`${path}: empty: its header says ${size}; expected at least one dimension, none of them 0`);
  }
  return {dimensions, offset, length: dimensions.reduce((product, size) => product * size, 1) + offset};
}

/** The header bytes of unsigned 8-bit content with the given dimensions. */
export function encodeIdxHeader(dimensions: readonly number[]): Uint8Array {
  const header = new Uint8Array(4 + 4 * dimensions.length);
  header.set([0, 0, unsignedByte, dimensions.length]);
  const view = new DataView(header.buffer);
  for (const [axis, size] of dimensions.entries()) view.setUint32(4 + 4 * axis, size);
  return header;
}
