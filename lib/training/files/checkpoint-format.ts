import {CheckpointError} from './checkpoint-error.ts';
import {checkHeader, type CheckpointHeader} from './checkpoint-header.ts';

// The last character is the version of the format.
const magic = new TextEncoder().encode('TFJS-OPTIM-CKPT1');
const digestLength = 32;
const headerStart = magic.length + digestLength + 4;

// JSON has no NaN and no infinity, but a schedule or a record may.
const hideNumbers = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? {$number: String(value)} : value;
const showNumbers = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && '$number' in value ? Number(value.$number) : value;

const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

const equal = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, i) => byte === other[i]);

/**
 * Lays a checkpoint out as the bytes of one file.
 *
 * magic (16 bytes, version last) | SHA-256 of all that follows (32) | length of the header (4, little-endian) | header, JSON |
 * tensors, as tf.io.encodeWeights lays them out
 */
export async function encodeCheckpoint(header: CheckpointHeader, data: ArrayBuffer): Promise<Uint8Array> {
  const json = new TextEncoder().encode(JSON.stringify(header, hideNumbers));
  const file = new Uint8Array(headerStart + json.length + data.byteLength);
  file.set(magic);
  new DataView(file.buffer).setUint32(headerStart - 4, json.length, true);
  file.set(json, headerStart);
  file.set(new Uint8Array(data), headerStart + json.length);
  file.set(await digestOf(file.subarray(magic.length + digestLength)), magic.length);
  return file;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json, showNumbers);
  } catch {
    return json;
  }
}

/**
 * Reads the bytes that `encodeCheckpoint` made.
 *
 * @param path of the file, for messages
 * @throws CheckpointError for a file that is no checkpoint, of another version, cut short, changed, or whose header
 *   is not as expected
 */
export async function decodeCheckpoint(
  path: string,
  file: Uint8Array<ArrayBuffer>,
): Promise<{header: CheckpointHeader; data: ArrayBuffer}> {
  const start = file.subarray(0, magic.length);
  if (!equal(start.subarray(0, -1), magic.subarray(0, -1))) {
    throw new CheckpointError(path, 'this is not a checkpoint, give a file that saveCheckpoint wrote');
  }
  if (!equal(start, magic)) {
    const version = String.fromCharCode(start.at(-1)!);
    throw new CheckpointError(path, `its format has the version ${version}, this program reads version 1`);
  }
  const digest = file.subarray(magic.length, magic.length + digestLength);
  if (file.length < headerStart || !equal(digest, await digestOf(file.subarray(magic.length + digestLength)))) {
    throw new CheckpointError(path, 'the file is damaged (its SHA-256 does not match), delete it and start anew');
  }
  const length = new DataView(file.buffer, file.byteOffset).getUint32(headerStart - 4, true);
  const json = new TextDecoder().decode(file.subarray(headerStart, headerStart + length));
  const header = checkHeader(path, parsed(json));
  // Not file.slice, which gives a view of the whole file where it is a Buffer.
  const {buffer, byteOffset} = file;
  return {header, data: buffer.slice(byteOffset + headerStart + length, byteOffset + file.length)};
}
