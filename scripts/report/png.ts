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
 * Encodes a grey image as PNG, 8 bits a pixel, 0 black.
 *
 * @param pixels one byte a pixel, row by row
 * @param columns pixels of a row; the number of pixels must be a multiple of it
 * @throws RangeError if the pixels do not fill whole rows
 * @example
 * writeFileSync('white.png', encodePng(new Uint8Array([255]), 1));
 */
export function encodePng(pixels: Uint8Array, columns: number): Buffer {
  const rows = pixels.length / columns;
  if (!Number.isInteger(rows) || rows < 1) {
    throw new RangeError(`pixels must fill whole rows of ${columns} columns, got ${pixels.length} pixels`);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header[8] = 8;
  const lines = Buffer.alloc(pixels.length + rows);
  // Each line starts with the number of its filter; 0 is none.
  for (let row = 0; row < rows; row++) {
    lines.set(pixels.subarray(row * columns, (row + 1) * columns), row * (columns + 1) + 1);
  }
  const data = deflateSync(lines, {level: 9});
  return Buffer.concat([
    Buffer.from(signature),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** A grey image as an address that holds the picture itself. */
export function pngAddress(pixels: Uint8Array, columns: number): string {
  return `data:image/png;base64,${encodePng(pixels, columns).toString('base64')}`;
}
