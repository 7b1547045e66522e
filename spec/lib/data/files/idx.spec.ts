import {expect} from 'chai';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {DataError} from '../../../../lib/data/data-error.ts';
import {idxDigest, readIdx} from '../../../../lib/data/files/idx.ts';
import {checksumsOf, errorOf, idx, imageFile, labelFile, noise, temporaryFolders} from '../support/fake-set.ts';
import {realSet} from '../support/real-set.ts';

describe('readIdx', () => {
  const folder = temporaryFolders();
  const file = (content: Uint8Array, name = 'file') => {
    const path = join(folder(), name);
    writeFileSync(path, content);
    return path;
  };

  it('reads dimensions and bytes, plain and packed, whatever the name says', async () => {
    const data = Uint8Array.of(1, 2, 3, 4, 5, 255);
    const content = idx([2, 3], data);
    for (const path of [
      file(content),
      file(gzipSync(content)),
      file(content, 'x.gz'),
      file(gzipSync(content), 'x.gz'),
    ]) {
      expect(await readIdx(path)).to.deep.equal({dimensions: [2, 3], data});
    }
  });

  it('reads content that is larger than the head it looks at first', async () => {
    const data = noise(20 * 784);
    for (const content of [imageFile(20), gzipSync(imageFile(20))]) {
      const {dimensions, data: found} = await readIdx(file(content));
      expect(dimensions).to.deep.equal([20, 28, 28]);
      expect(Buffer.compare(found, data)).to.equal(0);
    }
  });

  it('reads gzip files of several members and of one repeated byte', async () => {
    const content = idx([5000, 10], new Uint8Array(50000).fill(7));
    const members = Buffer.concat([gzipSync(content.subarray(0, 100)), gzipSync(content.subarray(100))]);
    for (const path of [file(gzipSync(content)), file(members)]) {
      const {data} = await readIdx(path);
      expect(data.length).to.equal(50000);
      expect(data.every((byte) => byte === 7)).to.equal(true);
    }
  });

  it('gives the digest of the uncompressed file', async () => {
    const content = imageFile(3);
    expect(idxDigest(await readIdx(file(gzipSync(content))))).to.equal(checksumsOf({content})['content']);
  });

  const changed = (content: Buffer, at: number, value: number) => {
    const copy = Buffer.from(content);
    copy[at < 0 ? copy.length + at : at] = value;
    return copy;
  };
  const images = imageFile(2);
  const zip = gzipSync(images);
  const malformed: [name: string, content: Uint8Array, message: RegExp][] = [
    ['an empty file', Buffer.alloc(0), /empty \(0 bytes\); expected an IDX file/],
    ['three bytes', Buffer.from([0, 0, 8]), /truncated: its content ends after 3 bytes, within the header/],
    ['half a header', images.subarray(0, 10), /truncated: its content ends after 10 bytes, within the header/],
    ['a header alone', images.subarray(0, 16), /truncated: it has 16 bytes, but its header promises 1584 bytes/],
    [
      'one byte less',
      images.subarray(0, -1),
      /truncated: it has 1583 bytes, .*1584 bytes \(2 x 28 x 28 and 16 of header\)/,
    ],
    [
      'one byte more',
      Buffer.concat([images, Buffer.of(0)]),
      /oversized: it has 1585 bytes, but its header promises 1584/,
    ],
    [
      'another magic number',
      changed(images, 0, 1),
      /not an IDX file: expected the magic number 00 00 08 .*found 01 00 08 03/,
    ],
    ['16-bit numbers', changed(images, 2, 0x0b), /holds 16-bit integer numbers; expected .*unsigned 8-bit/],
    ['64-bit floats', changed(images, 2, 0x0e), /holds 64-bit float numbers/],
    ['an unknown type', changed(images, 2, 0x77), /holds the unknown type 119/],
    ['no dimensions', idx([], Uint8Array.of(1)), /empty: its header says no dimensions/],
    ['a dimension of 0', idx([0, 28, 28], new Uint8Array()), /empty: its header says the dimensions 0 x 28 x 28/],
    [
      'dimensions beyond all files',
      idx([4e9, 4e9], noise(9)),
      /truncated: it has 21 bytes, but its header promises 160000000000000000\d\d bytes/,
    ],
    [
      'a web page',
      Buffer.from('<!DOCTYPE html><html><body>Log in</body></html>'),
      /not an IDX file.*web page \(HTML\)/,
    ],
    ['a zip archive', Buffer.from('PK\u0003\u0004 and the rest of it'), /looks like a zip archive/],
    ['a pointer of Git LFS', Buffer.from('version https://git-lfs.github.com/spec/v1\n'), /pointer of Git LFS/],
    ['some text', Buffer.from('5,0,4,1,9,2,1,3,1,4,3,5,3,6\n5,0,4'), /looks like text, not IDX/],
    ['gzip of text', gzipSync('5,0,4,1,9,2,1,3,1,4,3,5,3,6\n5,0,4'), /looks like text, not IDX/],
    ['a broken gzip header', changed(zip, 2, 9), /corrupt gzip \(unknown compression method\)/],
    ['a gzip header alone', zip.subarray(0, 10), /truncated: its content ends after 0 bytes/],
    ['truncated gzip', zip.subarray(0, -100), /truncated: its gzip stream ends early; .*fetch it again/],
    ['gzip with a wrong check sum', changed(zip, -6, zip.at(-6)! ^ 1), /corrupt gzip: its checksum does not match/],
    [
      'gzip with bytes behind it',
      Buffer.concat([zip, Buffer.from('garbage')]),
      /corrupt gzip: other bytes follow its end/,
    ],
    ['gzip with zeros behind it', Buffer.concat([zip, Buffer.alloc(512)]), /corrupt gzip: other bytes follow its end/],
    [
      'gzip of too little',
      gzipSync(images.subarray(0, -1)),
      /truncated: it has 1583 bytes, but its header promises 1584/,
    ],
    [
      'gzip of too much',
      gzipSync(Buffer.concat([images, Buffer.of(0)])),
      /oversized: it unpacks to more than the 1584 bytes/,
    ],
    [
      'a huge promise',
      gzipSync(idx([4e9, 4e9], noise(9))),
      /truncated: its \d\d packed bytes hold \d{5} at most, but its header promises 160000000000000000\d\d bytes/,
    ],
  ];
  for (const [name, content, message] of malformed) {
    it(`refuses ${name} by name`, async () => {
      const path = file(content);
      const error = await errorOf(readIdx(path));
      expect(error).to.be.instanceOf(DataError).with.property('code', 'E_DATA');
      expect(error.name).to.equal('DataError');
      expect(error.message).to.match(message);
      expect(error.message.startsWith(`${path}: `)).to.equal(true);
    });
  }

  it('refuses what is missing, a folder, and a path through a file', async () => {
    const dir = folder();
    mkdirSync(join(dir, 'inner'));
    writeFileSync(join(dir, 'leaf'), labelFile(3));
    expect((await errorOf(readIdx(join(dir, 'none')))).message).to.match(/none: does not exist; expected an IDX file/);
    expect((await errorOf(readIdx(join(dir, 'inner')))).message).to.match(/inner: is a folder; expected an IDX file/);
    expect((await errorOf(readIdx(join(dir, 'leaf', 'x')))).message).to.match(/a part of its path is a file/);
    expect((await errorOf(readIdx('/dev/null'))).message).to.match(/is not a regular file/);
  });

  it('reads the published test labels, which begin with 7, 2, 1, 0, 4', async function () {
    const {dimensions, data} = await readIdx(join(realSet(this), 't10k-labels-idx1-ubyte.gz'));
    expect(dimensions).to.deep.equal([10000]);
    expect([...data.subarray(0, 5)]).to.deep.equal([7, 2, 1, 0, 4]);
  });
});
