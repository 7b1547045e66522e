import {crc32, deflateSync} from 'node:zlib';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/**
 * Encodes a picture as PNG, 8 bits a channel, 0 black.
 *
 * @param pixels one byte a channel, row by row
 * @param columns pixels of a row; the number of pixels must be a multiple of it
 * @param channels 1 for grey, 3 for red, green and blue
 * @throws RangeError if the pixels do not fill whole rows
 * @example
 * writeFileSync('white.png', encodePng(new Uint8Array([255]), 1));
 */
export function encodePng(pixels: Uint8Array, columns: number, channels = 1): Buffer {
  const width = columns * channels;
  const rows = pixels.length / width;
  if (!Number.isInteger(rows) || rows < 1) {
    throw new RangeError(`pixels must fill whole rows of ${columns} columns, got ${pixels.length} pixels`);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header[8] = 8;
  // The kind of colour: 0 is grey, 2 is red, green and blue.
  header[9] = channels === 1 ? 0 : 2;
  const lines = Buffer.alloc(pixels.length + rows);
  // Each line starts with the number of its filter; 0 is none.
  for (let row = 0; row < rows; row++) {
    lines.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  const data = deflateSync(lines, {level: 9});
  return Buffer.concat([
    Buffer.from(signature),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** A picture as an address that holds it. */
export function pngAddress(pixels: Uint8Array, columns: number, channels = 1): string {
  return `data:image/png;base64,${encodePng(pixels, columns, channels).toString('base64')}`;
}
