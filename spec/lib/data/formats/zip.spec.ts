import {expect} from 'chai';
import {writeFileSync} from 'node:fs';
import {open} from 'node:fs/promises';
import {join} from 'node:path';
import {crc32, deflateRawSync} from 'node:zlib';
import {DataError} from '../../../../lib/data/data-error.ts';
import {unzip, type ZipEntry, zipEntries} from '../../../../lib/data/formats/zip.ts';
import {errorOf, noise, temporaryFolders} from '../support/fake-set.ts';
import {zip} from '../support/own-files.ts';

const uint = (bytes: 2 | 4 | 8, number: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 8) buffer.writeBigUInt64LE(BigInt(number));
  else buffer.writeUIntLE(number, 0, bytes);
  return buffer;
};
const inFull = 0xffffffff;

interface Large {
  /** Which of the three numbers of the entry stand in its extra field. */
  readonly large?: readonly ('size' | 'packed' | 'at')[];
  readonly mark?: number;
  readonly locator?: number;
  readonly comment?: string;
  /** What of the directory stands in the large record alone. */
  readonly far?: 'place' | 'length' | 'count' | 'both';
}

/** An archive of 4 GiB and more, as section 4.3.14 to 4.5.3 of the APPNOTE of PKWARE have it, though its file is small. */
function large(
  content: Uint8Array,
  {large = ['size', 'packed', 'at'], mark = 0x06064b50, locator = 0x07064b50, comment = '', far = 'both'}: Large = {},
): Buffer {
  const body = deflateRawSync(content);
  const name = Buffer.from('x.npy');
  const before = Buffer.from('something before the first file');
  const local = Buffer.concat([
    uint(4, 0x04034b50),
    Buffer.alloc(22),
    uint(2, name.length),
    uint(2, 3),
    name,
    Buffer.alloc(3),
  ]);
  const numbers = {size: content.length, packed: body.length, at: before.length};
  const own = (key: keyof typeof numbers) => uint(4, large.includes(key) ? inFull : numbers[key]);
  const extra = Buffer.concat([
    Buffer.concat([uint(2, 0x5455), uint(2, 9), Buffer.alloc(9, 9)]),
    uint(2, 1),
    uint(2, 8 * large.length),
    ...(['size', 'packed', 'at'] as const).filter((key) => large.includes(key)).map((key) => uint(8, numbers[key])),
  ]);
  const entry = Buffer.concat([
    uint(4, 0x02014b50),
    Buffer.alloc(6),
    uint(2, 8),
    Buffer.alloc(4),
    uint(4, crc32(content)),
    own('packed'),
    own('size'),
    uint(2, name.length),
    uint(2, extra.length),
    uint(2, comment.length),
    Buffer.alloc(8),
    own('at'),
    name,
    extra,
    Buffer.from(comment),
  ]);
  const start = before.length + local.length + body.length;
  const end64 = Buffer.concat([
    uint(4, mark),
    Buffer.alloc(20),
    uint(8, 1),
    uint(8, 1),
    uint(8, entry.length),
    uint(8, start),
  ]);
  return Buffer.concat([
    before,
    local,
    body,
    entry,
    end64,
    uint(4, locator),
    uint(4, 0),
    uint(8, start + entry.length),
    uint(4, 1),
    uint(4, 0x06054b50),
    Buffer.alloc(4),
    uint(2, far === 'count' ? 0xffff : 1),
    uint(2, far === 'count' ? 0xffff : 1),
    uint(4, far === 'place' || far === 'count' ? entry.length : inFull),
    uint(4, far === 'length' || far === 'count' ? start : inFull),
    uint(2, 0),
  ]);
}

describe('zip archives', () => {
  const folder = temporaryFolders();
  const withArchive = async <Result>(
    content: Uint8Array,
    work: (read: (entry: ZipEntry) => Promise<Uint8Array>, entries: ZipEntry[]) => Promise<Result>,
  ): Promise<Result> => {
    const path = join(folder(), 'd.zip');
    writeFileSync(path, content);
    const file = await open(path);
    try {
      return await work((entry) => unzip('d.zip', file, entry), await zipEntries('d.zip', file, content.length));
    } finally {
      await file.close();
    }
  };
  const read = (content: Uint8Array) =>
    withArchive(content, async (unpack, entries) => {
      const found: Record<string, Uint8Array> = {};
      for (const entry of entries) found[entry.name] = await unpack(entry);
      return found;
    });
  const refused = async (content: Uint8Array, message: RegExp) => {
    const error = await errorOf(read(content));
    expect(error).to.be.instanceOf(DataError);
    expect(error.message).to.match(message);
  };
  const bytes = noise(3000);

  it('are read, packed or not, also with text behind their end', async () => {
    const files = {'x.npy': bytes, 'y.npy': noise(7), empty: new Uint8Array(0)};
    for (const packed of [false, true]) {
      const content = zip(files, {packed});
      const comment = Buffer.from('a comment');
      content.writeUInt16LE(comment.length, content.length - 2);
      const found = await read(Buffer.concat([content, comment]));
      expect(Object.keys(found)).to.deep.equal(Object.keys(files));
      for (const [name, expected] of Object.entries(files)) expect([...found[name]!]).to.deep.equal([...expected]);
    }
  });

  it('are read where numbers of 4 GiB and more stand beside an entry, whichever of them do', async () => {
    for (const numbers of [['size', 'packed', 'at'], ['at'], ['packed', 'at'], ['size'], []] as const) {
      const found = await read(large(bytes, {large: numbers, comment: 'of the entry'}));
      expect(Buffer.compare(found['x.npy']!, bytes), numbers.join()).to.equal(0);
    }
  });

  it('are read where the length, the place or the count of the directory stands apart', async () => {
    for (const far of ['place', 'length', 'count'] as const)
      expect(Buffer.compare((await read(large(bytes, {far})))['x.npy']!, bytes)).to.equal(0);
  });

  it('are refused where the large directory is not found', async () => {
    await refused(large(bytes, {mark: 7}), /^d\.zip: damaged zip archive: its directory is not found; save it again/);
    await refused(large(bytes, {locator: 7}), /its directory is not found/);
    await refused(large(bytes).subarray(-22), /its directory is not found/);
    const beyond = large(bytes);
    beyond.writeBigUInt64LE(BigInt(beyond.length - 10), beyond.length - 34);
    await refused(beyond, /its directory is not found/);
    await refused(new Uint8Array(10), /it has no directory, as where a download or a copy ended early/);
  });

  const small = () => zip({'x.npy': bytes});
  const directoryAt = (archive: Buffer) => archive.length - 22 - 46 - 5;

  it('are refused where their directory lies outside, or ends within a name', async () => {
    const outside = small();
    outside.writeUInt32LE(outside.length, outside.length - 6);
    await refused(outside, /its directory lies outside the file/);
    const within = small();
    within.writeUInt16LE(500, directoryAt(within) + 28);
    await refused(within, /its directory ends within a name/);
    const extra = small();
    extra.writeUInt16LE(1, directoryAt(extra) + 30);
    await refused(extra, /its directory ends within a name/);
  });

  it('are refused where their directory has something else than files', async () => {
    const second = zip({'x.npy': bytes, 'y.npy': bytes});
    second[directoryAt(second)]! ^= 1;
    await refused(second, /its directory has something else than files; save it again/);
    const short = small();
    short.writeUInt16LE(4, directoryAt(short) + 28);
    await refused(short, /its directory has something else than files/);
  });

  it('are refused where their directory has fewer files than its end says', async () => {
    const four = () => zip({'x.npy': bytes, 'y.npy': bytes, 'x_test.npy': bytes, 'y_test.npy': bytes});
    for (const [length, found] of [
      [2 * (46 + 5), 2],
      [0, 0],
    ] as const) {
      const cut = four();
      cut.writeUInt32LE(length, cut.length - 10);
      await refused(
        cut,
        new RegExp(`damaged zip archive: its directory lists ${found} of the 4 files that it should; save`),
      );
    }
    const lacking = large(bytes);
    lacking.writeBigUInt64LE(3n, lacking.length - 22 - 20 - 24);
    await refused(lacking, /its directory lists 1 of the 3 files that it should/);
  });

  it('are refused where a file is not where the directory says', async () => {
    const wrong = small();
    wrong.writeUInt32LE(1, directoryAt(wrong) + 42);
    await refused(wrong, /x\.npy is not where the directory says/);
    const end = small();
    end.writeUInt32LE(end.length - 10, directoryAt(end) + 42);
    await refused(end, /x\.npy is not where the directory says/);
  });

  it('are refused for other methods, other lengths and what cannot be unpacked', async () => {
    const method = small();
    method.writeUInt16LE(12, directoryAt(method) + 10);
    await refused(method, /^d\.zip: x\.npy: is packed by method 12; expected none or deflate/);
    const inflated = small();
    inflated.writeUInt16LE(8, directoryAt(inflated) + 10);
    await refused(inflated, /x\.npy cannot be unpacked/);
    await refused(zip({'x.npy': bytes}, {lies: {'x.npy': {size: 3001}}}), /x\.npy has 3000 bytes, expected 3001/);
    await refused(
      zip({'x.npy': bytes}, {packed: true, lies: {'x.npy': {size: 2999}}}),
      /unpacks to more than the 2999 bytes/,
    );
    await refused(zip({'x.npy': bytes}, {lies: {'x.npy': {crc: 1}}}), /the checksum of x\.npy does not match/);
  });

  it('are refused where deflate cannot have packed so much, and not where it can', async () => {
    const zeros = new Uint8Array(200_000);
    expect((await read(zip({zeros}, {packed: true})))['zeros']!.length).to.equal(200_000);
    const packed = deflateRawSync(zeros).length;
    await refused(
      zip({zeros}, {packed: true, lies: {zeros: {size: 1032 * packed + 1}}}),
      new RegExp(`^d\\.zip: zeros: oversized: ${packed} bytes say that they unpack to ${1032 * packed + 1}; expected`),
    );
    await refused(
      zip({zeros}, {packed: true, lies: {zeros: {size: 1032 * packed}}}),
      /zeros has 200000 bytes, expected/,
    );
  });
});
