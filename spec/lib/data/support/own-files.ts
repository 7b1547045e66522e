import {crc32, deflateRawSync, deflateSync} from 'node:zlib';

/** A .npy file, written out here by the definition of the format. */
export function npy(
  descr: string,
  shape: readonly number[],
  data: Uint8Array,
  {fortran = false, version = 1} = {},
): Buffer {
  const list = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': ${descr.startsWith('[') ? descr : `'${descr}'`}, 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${list}), }\n`;
  const head = Buffer.alloc(version === 1 ? 10 : 12);
  head.write('\u0093NUMPY', 'latin1');
  head[6] = version;
  if (version === 1) head.writeUInt16LE(text.length, 8);
  else head.writeUInt32LE(text.length, 8);
  return Buffer.concat([head, Buffer.from(text), data]);
}

export const floats = (...numbers: number[]): Uint8Array => new Uint8Array(Float32Array.from(numbers).buffer);
export const longs = (...numbers: (number | bigint)[]): Uint8Array =>
  new Uint8Array(BigInt64Array.from(numbers, BigInt).buffer);

/** What an entry of an archive says of itself that is not so. */
export interface Lie {
  readonly size?: number;
  readonly crc?: number;
}

/** A zip archive, written out here by the definition of the format; packed by deflate or not. */
export function zip(
  files: Readonly<Record<string, Uint8Array>>,
  {packed = false, lies = {}}: {packed?: boolean; lies?: Record<string, Lie>} = {},
): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const body = packed ? deflateRawSync(content) : Buffer.from(content);
    const {size = content.length, crc = crc32(content)} = lies[name] ?? {};
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(packed ? 8 : 0, 8);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(body.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    local.copy(entry, 8, 6, 30);
    entry.writeUInt32LE(at, 42);
    entry.write(name, 46);
    parts.push(local, body);
    directory.push(entry);
    at += local.length + body.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, entries, end]);
}

function chunk(name: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length, 0);
  head.write(name, 4);
  const end = Buffer.alloc(4);
  end.writeUInt32BE(crc32(content, crc32(Buffer.from(name))), 0);
  return Buffer.concat([head, content, end]);
}

/** A PNG file of unfiltered rows, written out here by the definition of the format; 8 bits a colour, grey (0) or other types. */
export function png(
  width: number,
  height: number,
  pixels: Uint8Array,
  {
    depth = 8,
    type = 0,
    extra = [],
    interlace = 0,
    content,
  }: {
    depth?: number;
    type?: number;
    extra?: readonly (readonly [string, Uint8Array])[];
    interlace?: number;
    /** Rows with their filters, in the place of those of the pixels. */
    content?: Uint8Array;
  } = {},
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = depth;
  header[9] = type;
  header[12] = interlace;
  const line = pixels.length / height;
  const rows = Array.from({length: height}, (_, y) =>
    Buffer.concat([Buffer.of(0), pixels.subarray(y * line, (y + 1) * line)]),
  );
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    ...extra.map(([name, content]) => chunk(name, content)),
    chunk('IDAT', deflateSync(content ?? Buffer.concat(rows))),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** Where the pixels of the seven passes of Adam7 begin, and how far apart they are: x, y, across, down. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** An interlaced PNG file of unfiltered rows, colours of 8 bits, by section 8.2 of the definition of the format. */
export function interlaced(width: number, height: number, pixels: Uint8Array): Buffer {
  const rows: number[] = [];
  for (const [left, top, across, down] of passes) {
    if (left >= width) continue;
    for (let y = top; y < height; y += down) {
      rows.push(0);
      for (let x = left; x < width; x += across)
        rows.push(...pixels.subarray(3 * (y * width + x), 3 * (y * width + x) + 3));
    }
  }
  return png(width, height, new Uint8Array(0), {type: 2, interlace: 1, content: Uint8Array.from(rows)});
}

/** The PNG file with another width and height in its header, and the checksum of these. */
export function resized(file: Buffer, width: number, height: number): Buffer {
  const header = Buffer.from(file.subarray(16, 29));
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([file.subarray(0, 8), chunk('IHDR', header), file.subarray(33)]);
}
