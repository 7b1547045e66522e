import {convertIndexedToRgb, decode as decodePng} from 'fast-png';
import jpeg from 'jpeg-js';
import {inflateSync} from 'node:zlib';
import {DataError} from '../data-error.ts';
import {overWhite, type Picture} from '../pictures/picture.ts';

/** Pixels of the largest picture. */
const mostPixels = 1e8;

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte);

/** The parts of a PNG file: each has a length, a name of four letters, content and a checksum. */
function* chunksOf(bytes: Uint8Array): Generator<{name: string; content: Uint8Array}, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    yield {name, content: bytes.subarray(at + 8, at + 8 + length)};
    at += 12 + length;
  }
}

const channelsOf: Readonly<Record<number, number>> = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4};

/** Refuses content that unpacks to more, or less, than the size of the picture says; the library unpacks whatever is there. */
function checkPng(path: string, bytes: Uint8Array): void {
  const [header] = chunksOf(bytes);
  if (header?.name !== 'IHDR' || header.content.length < 13) throw new Error('it has no header');
  const view = new DataView(header.content.buffer, header.content.byteOffset, 13);
  const [width, height, depth, type] = [view.getUint32(0), view.getUint32(4), view.getUint8(8), view.getUint8(9)];
  checkPixels(path, width, height);
  if (view.getUint8(12) !== 0 && depth < 8) {
    throw new DataError(`${path}: is interlaced with ${depth} bits a colour; save it without interlacing`);
  }
  const line = Math.ceil((width * depth * (channelsOf[type] ?? 4)) / 8) + 1;
  // Interlaced rows come in seven passes, each of which has filters of its own.
  const most = line * height + (view.getUint8(12) === 0 ? 0 : 8 * (height + width) + 64);
  const content = Buffer.concat([...chunksOf(bytes)].filter(({name}) => name === 'IDAT').map((chunk) => chunk.content));
  const found = inflateSync(content, {maxOutputLength: most}).length;
  if (found < line * height && view.getUint8(12) === 0)
    throw new Error(`it has ${found} bytes of pixels, expected ${line * height}`);
  for (const {name, content: profile} of chunksOf(bytes)) {
    if (name === 'iCCP') inflateSync(profile.subarray(profile.indexOf(0) + 2), {maxOutputLength: 1 << 26});
  }
}

function checkPixels(path: string, width: number, height: number): void {
  if (width * height <= mostPixels) return;
  throw new DataError(
    `${path}: oversized: its header says ${width} x ${height} pixels; expected ${mostPixels} at most, so make it smaller`,
  );
}

function fromPng(path: string, bytes: Uint8Array): Picture {
  checkPng(path, bytes);
  const png = decodePng(bytes, {checkCrc: true});
  const {width, height, depth, channels, palette, transparency} = png;
  if (palette && channels === 1) {
    return overWhite({width, height, data: convertIndexedToRgb(png)}, palette[0]!.length, 255);
  }
  const data = depth < 8 ? unpacked(png) : png.data;
  const most = 2 ** depth - 1;
  // One colour, or one grey, may stand for nothing.
  if (!transparency || transparency.length === 0) return overWhite({width, height, data}, channels, most);
  const opaque = new Float64Array(width * height * (channels + 1));
  for (let i = 0; i < width * height; i++) {
    let same = true;
    for (let channel = 0; channel < channels; channel++) {
      const value = data[i * channels + channel]!;
      opaque[i * (channels + 1) + channel] = value;
      same &&= value === transparency[channel];
    }
    opaque[i * (channels + 1) + channels] = same ? 0 : most;
  }
  return overWhite({width, height, data: opaque}, channels + 1, most);
}

/** Greys of 1, 2 or 4 bits, of which several are in a byte. */
function unpacked({
  width,
  height,
  depth,
  data,
}: {
  width: number;
  height: number;
  depth: number;
  data: ArrayLike<number>;
}): Uint8Array {
  const line = Math.ceil((width * depth) / 8);
  const result = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = data[y * line + ((x * depth) >> 3)]!;
      result[y * width + x] = (byte >> (8 - depth - ((x * depth) & 7))) & (2 ** depth - 1);
    }
  }
  return result;
}

function fromJpeg(bytes: Uint8Array): Picture {
  const limits = {maxResolutionInMP: mostPixels / 1e6, maxMemoryUsageInMB: 4096};
  // Pixels that are missing would else be grey.
  const {width, height, data} = jpeg.decode(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: false,
    ...limits,
  });
  return {width, height, data};
}

/**
 * The pixels of a PNG or JPEG file, whatever its name says.
 *
 * @throws DataError for other files, damaged ones and ones that are too large
 */
export function decodePicture(path: string, bytes: Uint8Array): Picture {
  try {
    if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)) return fromPng(path, bytes);
    if (startsWith(bytes, 0xff, 0xd8)) return fromJpeg(bytes);
  } catch (error) {
    if (error instanceof DataError) throw error;
    const {code, message} = error as NodeJS.ErrnoException;
    const problem =
      code === 'ERR_BUFFER_TOO_LARGE' ? 'its content unpacks to more pixels than its header says' : message;
    throw new DataError(`${path}: damaged picture: ${problem}; save it again, or take it out of the folder`, {
      cause: error,
    });
  }
  throw new DataError(`${path}: is no PNG or JPEG picture by its content; convert it to one of these`);
}
