import {execFileSync} from 'node:child_process';
import {createWriteStream, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGzip, gzipSync} from 'node:zlib';
import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import {loadMnist} from '../../../../lib/data/files/load-mnist.ts';
import {readIdx} from '../../../../lib/data/files/idx.ts';
import {encodeIdxHeader} from '../../../../lib/data/idx-header.ts';
import {errorOf, fakeSet, packed, temporaryFolders, writeFiles} from '../support/fake-set.ts';

/** Work, and the most memory in MB that the process grew by during it. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const start = process.memoryUsage.rss();
  let most = start;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  await work();
  clearInterval(timer);
  return (Math.max(most, process.memoryUsage.rss()) - start) / 1e6;
}

describe('readIdx with files that unpack to more than they seem', () => {
  const folder = temporaryFolders();
  /** A gzip file of a header and so many megabytes of zeros. */
  const bomb = async (path: string, dimensions: number[], megabytes: number): Promise<void> => {
    const zeros = Buffer.alloc(1e6);
    const content = Readable.from(
      (function* () {
        yield encodeIdxHeader(dimensions);
        for (let i = 0; i < megabytes; i++) yield zeros;
      })(),
    );
    await pipeline(content, createGzip({level: 6}), createWriteStream(path));
  };

  it('takes little memory for zeros, whatever the header says', async function () {
    this.timeout(60_000);
    const path = join(folder(), 'images.gz');
    for (const [dimensions, message] of [
      [
        [500, 1000, 1000],
        /oversized: no set of images packs \d+ bytes into one; .*unpack it first.* promises 500000016 bytes/,
      ],
      [[2, 28, 28], /oversized: it unpacks to more than the 1584 bytes that its header promises/],
      [[600_000, 28, 28], /oversized: no set of images/],
      [
        [600_000_000, 28, 28],
        /truncated: its \d+ packed bytes hold \d+ at most, but its header promises 470400000016 bytes/,
      ],
    ] as const) {
      await bomb(path, [...dimensions], 500);
      const grown = await growth(async () => {
        const error = await errorOf(readIdx(path));
        expect(error).to.be.instanceOf(DataError);
        expect(error.message).to.match(message);
      });
      expect(grown, dimensions.join()).to.be.below(100);
    }
  });

  it('takes the memory of the content once where that is likely', async () => {
    const path = join(folder(), 'images.gz');
    const length = 50_000_000;
    const content = Buffer.alloc(length + 16);
    content.set(encodeIdxHeader([50_000, 25, 40]));
    for (let i = 16; i < content.length; i += 40) content[i] = i % 251;
    writeFileSync(path, gzipSync(content, {level: 1}));
    const grown = await growth(async () => expect((await readIdx(path)).data.length).to.equal(length));
    expect(grown).to.be.below(150);
  });

  it('looks at no image of a set whose labels are fewer', async () => {
    const dir = writeFiles(join(folder(), 'digits'), packed(fakeSet()));
    await bomb(join(dir, 'train-images-idx3-ubyte.gz'), [60_000, 28, 28], 47);
    const grown = await growth(async () => {
      expect((await errorOf(loadMnist({dir}))).message).to.match(/holds 60000 images, but .* holds 30 labels/);
    });
    expect(grown).to.be.below(40);
  });

  it('reads no hole of a terabyte, and waits for no pipe', async function () {
    if (process.platform === 'win32') this.skip();
    const dir = folder();
    writeFileSync(join(dir, 'hole'), encodeIdxHeader([3, 28, 28]));
    truncateSync(join(dir, 'hole'), 1e12);
    expect((await errorOf(readIdx(join(dir, 'hole')))).message).to.match(/oversized: it has 1000000000000 bytes/);
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    expect((await errorOf(readIdx(join(dir, 'pipe')))).message).to.match(/is not a regular file; expected an IDX file/);
    expect((await errorOf(readIdx('/dev/zero'))).message).to.match(/is not a regular file/);
  });
});
