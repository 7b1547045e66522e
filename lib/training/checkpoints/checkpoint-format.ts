import {CheckpointError} from './checkpoint-error.ts';
import {bytesOf, checkHeader, type CheckpointHeader} from './checkpoint-header.ts';

/** What every checkpoint begins with; the version of the format follows as one character. */
export const magic = new TextEncoder().encode('TFJS-OPTIM-CKPT');
const version = '2';
/** Version 1 has no layers: it lists the weights in the order of `model.weights`, the trained ones first. */
const readable = ['1', version];
const digestLength = 32;
const digestStart = magic.length + 1;
const lengthStart = digestStart + digestLength;
const headerStart = lengthStart + 4;

// JSON has no NaN and no infinity, but a schedule or a record may.
const hideNumbers = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? {$number: String(value)} : value;
const showNumbers = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && '$number' in value ? Number(value.$number) : value;

const equal = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, i) => byte === other[i]);

type Bytes = Uint8Array<ArrayBuffer>;

/** The SHA-256 of bytes that follow each other. */
export type Digest = (parts: readonly Bytes[]) => Uint8Array | Promise<Uint8Array>;

/**
 * Lays a checkpoint out as the bytes of one file.
 *
 * magic (16 bytes, version last) | SHA-256 of all that follows (32) | length of the header (4, little-endian) | header, JSON |
 * tensors, as tf.io.encodeWeights lays them out
 */
export async function encodeCheckpoint(header: CheckpointHeader, data: ArrayBuffer, digest: Digest): Promise<Bytes> {
  const json = new TextEncoder().encode(JSON.stringify(header, hideNumbers));
  const file = new Uint8Array(headerStart + json.length + data.byteLength);
  file.set(magic);
  file.set(new TextEncoder().encode(version), magic.length);
  new DataView(file.buffer).setUint32(lengthStart, json.length, true);
  file.set(json, headerStart);
  file.set(new Uint8Array(data), headerStart + json.length);
  file.set(await digest([file.subarray(lengthStart)]), digestStart);
  return file;
}

function parsed(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(json), showNumbers);
  } catch {
    return undefined;
  }
}

/** What a checkpoint holds. */
export interface DecodedCheckpoint {
  readonly version: number;
  readonly header: CheckpointHeader;
  /** The bytes of the tensors. */
  readonly data: ArrayBuffer;
}

/** Gives the bytes of a file from one place on, so many of them as there are. */
export type ReadPart = (from: number, length: number) => Promise<Bytes>;

/**
 * Reads the bytes that `encodeCheckpoint` made, of this version or an earlier one.
 *
 * The parts are read one after the other, and none before those ahead of it have shown how long it must be: what is no checkpoint
 * costs no memory, however long it is or says it is.
 *
 * @param path of the file, or what else says where the bytes come from, for messages
 * @param size bytes of the file
 * @throws CheckpointError for a file that is no checkpoint, of another version, cut short, too long, changed, or whose header
 *   is not as expected
 */
export async function decodeCheckpoint(
  path: string,
  size: number,
  read: ReadPart,
  digest: Digest,
): Promise<DecodedCheckpoint> {
  const start = await read(0, Math.min(size, headerStart));
  if (start.length <= magic.length || !equal(start.subarray(0, magic.length), magic)) {
    throw new CheckpointError(path, 'this is not a checkpoint, give a file that saveCheckpoint wrote');
  }
  const found = String.fromCharCode(start[magic.length]!);
  if (!readable.includes(found)) {
    const shown = /[!-~]/.test(found) ? found : `byte ${start[magic.length]}`;
    throw new CheckpointError(
      path,
      `its format has the version ${shown}, this program reads the versions ${readable.join(' and ')}; read it with a newer one`,
    );
  }
  const damaged = (problem: string): CheckpointError =>
    new CheckpointError(path, `the file is damaged (${problem}), delete it and start anew`);
  if (start.length < headerStart) throw damaged(`it ends after ${size} bytes, before its header`);
  const length = new DataView(start.buffer, start.byteOffset).getUint32(lengthStart, true);
  const rest = size - headerStart - length;
  if (rest < 0) throw damaged(`it has ${size} bytes, but a header of ${length} from byte ${headerStart} on`);
  // A stretch without content in a long file reads as zeros, and a header holds none: it is not taken into memory to learn that.
  const first = await read(headerStart, Math.min(length, 1));
  if (first[0] !== 0x7b) throw damaged('its header is no JSON');
  const json = await read(headerStart, length);
  const document = parsed(json);
  if (document === undefined) throw damaged('its header is no JSON');
  const header = checkHeader(path, document);
  const least = bytesOf(header);
  const hasTexts = header.specs.some(({dtype}) => dtype === 'string');
  if (hasTexts ? rest < least : rest !== least) {
    throw damaged(`it has ${rest} bytes of tensors, its header promises ${hasTexts ? 'at least ' : ''}${least}`);
  }
  const data = await read(headerStart + length, rest);
  const expected = start.subarray(digestStart, lengthStart);
  if (data.length < rest || !equal(expected, await digest([start.subarray(lengthStart, headerStart), json, data]))) {
    throw damaged('its SHA-256 does not match');
  }
  // Not data.buffer as it is, of which a Buffer is only a view.
  const buffer =
    data.byteOffset === 0 && data.byteLength === data.buffer.byteLength ? data.buffer : data.slice().buffer;
  if (hasTexts && bytesOf(header, buffer) !== rest) throw damaged('its texts do not end where its tensors do');
  return {version: Number(found), header, data: buffer};
}
