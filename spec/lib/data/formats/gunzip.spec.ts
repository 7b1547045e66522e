import {expect} from 'chai';
import {Readable} from 'node:stream';
import {gzipSync} from 'node:zlib';
import {DataError} from '../../../../lib/data/data-error.ts';
import {allocate, gunzip as unpack, gunzipHead, isGzip, lengthProblem} from '../../../../lib/data/formats/gunzip.ts';
import {errorOf, noise} from '../support/fake-set.ts';

const content = noise(9000);
const packed = gzipSync(content);
const gunzip = (path: string, bytes: Uint8Array, length: number) =>
  unpack(path, Readable.from([bytes.subarray(0, 50), bytes.subarray(50)]), bytes.length, length);

describe('isGzip', () => {
  it('looks at the content', () => {
    expect(isGzip(packed)).to.equal(true);
    expect(isGzip(content)).to.equal(false);
    expect(isGzip(Uint8Array.of(0x1f))).to.equal(false);
  });
});

describe('gunzipHead', () => {
  it('unpacks as far as the bytes go', () => {
    const head = gunzipHead('file', packed.subarray(0, 4096));
    expect(head.length).to.be.within(1000, 9000);
    expect(Buffer.compare(head, content.subarray(0, head.length))).to.equal(0);
  });
});

describe('gunzip', () => {
  it('unpacks content of the promised length, and shorter content as it is', async () => {
    expect(Buffer.compare(await gunzip('file', packed, 9000), content)).to.equal(0);
    expect((await gunzip('file', packed, 9001)).length).to.equal(9000);
  });

  it('takes no memory for more than was promised', async () => {
    const bomb = gzipSync(new Uint8Array(2e7));
    const error = await errorOf(gunzip('bomb', bomb, 1000));
    expect(error).to.be.instanceOf(DataError);
    expect(error.message).to.equal('bomb: oversized: it unpacks to more than the 1000 bytes that its header promises');
  });

  it('refuses bytes after the end', async () => {
    for (const rest of [Buffer.alloc(3), Buffer.from('garbage'), Buffer.of(0x1f, 0x8b, 0xff, 0, 0, 0, 0, 0, 0, 0, 0)]) {
      const error = await errorOf(gunzip('file', Buffer.concat([packed, rest]), 9000));
      expect(error.message).to.match(/^file: corrupt gzip/);
    }
  });
});

describe('lengthProblem', () => {
  it('knows what a file can hold, and what no set of images is', () => {
    expect(lengthProblem(10_000_000, 47_000_000)).to.equal(null);
    expect(lengthProblem(100, 100_000)).to.equal(null);
    expect(lengthProblem(100, 110_000)).to.equal('truncated: its 100 packed bytes hold 103200 at most');
    expect(lengthProblem(2e6, 2e9)).to.match(
      /oversized: no set of images packs 1000 bytes into one; .* unpack it first/,
    );
    expect(lengthProblem(1e7, 2e9)).to.match(/packs 200 bytes/);
    expect(lengthProblem(1e8, 2e9)).to.equal(null);
  });
});

describe('allocate', () => {
  it('says so where there is no memory', () => {
    expect(allocate('a', 3).length).to.equal(3);
    expect(() => allocate('a', 1e15)).to.throw(
      DataError,
      'a: oversized: there is no memory for its 1000000000000000 bytes',
    );
  });
});
