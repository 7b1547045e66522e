import {expect} from 'chai';
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {DataError} from '../../../../lib/data/data-error.ts';
import {downloadMnist} from '../../../../lib/data/files/download-mnist.ts';
import {checksumsOf, errorOf, fakeSet, imageFile, packed, temporaryFolders, writeFiles} from '../support/fake-set.ts';
import {answers404, corrupts, honest, ignoresRange, stalls, startMirror, truncates} from '../support/mirror.ts';

const files = fakeSet();
const checksums = checksumsOf(files);
const archives = packed(files);
const names = Object.keys(archives);

describe('downloadMnist', () => {
  const first = startMirror(archives);
  const second = startMirror(archives);
  const folder = temporaryFolders();
  const settings = (cacheDir = folder()) => ({
    cacheDir,
    checksums,
    mirrors: [first.url, second.url],
    timeout: 5000,
    pause: 1,
  });
  const complete = (dir: string) => {
    expect(readdirSync(dir).sort()).to.deep.equal(names.toSorted());
    for (const name of names) expect(Buffer.compare(readFileSync(join(dir, name)), archives[name]!)).to.equal(0);
  };
  beforeEach(() => {
    first.behave(honest);
    second.behave(honest);
  });

  it('fetches the four files into the folder of the set and tells how far each is', async () => {
    const progress = new Map<string, [number, number | null]>();
    const options = settings();
    const onProgress = (file: string, received: number, total: number | null) => progress.set(file, [received, total]);
    const {dir, fetched} = await downloadMnist({...options, onProgress});
    expect(dir).to.equal(join(options.cacheDir, 'mnist'));
    expect(fetched).to.deep.equal(names);
    complete(dir);
    expect(first.requests).to.deep.equal(names);
    expect(second.requests).to.deep.equal([]);
    for (const name of names) {
      const {length} = archives[name]!;
      expect(progress.get(name)).to.deep.equal([length, length]);
    }
  });

  it('leaves good files alone and replaces damaged ones', async () => {
    const options = settings();
    const dir = writeFiles(join(options.cacheDir, 'mnist'), archives);
    expect((await downloadMnist(options)).fetched).to.deep.equal([]);
    expect(first.requests).to.deep.equal([]);
    writeFileSync(join(dir, names[2]!), gzipSync(imageFile(10, 99)));
    // Under this name it would stand before the good one.
    writeFileSync(join(dir, 't10k-labels-idx1-ubyte'), 'damaged');
    expect((await downloadMnist(options)).fetched).to.deep.equal([names[2], names[3]]);
    complete(dir);
  });

  it('goes on with the next mirror where one truncates, corrupts, stalls or answers 404', async () => {
    for (const behaviour of [truncates(500), corrupts, stalls(300), answers404]) {
      first.behave(behaviour);
      second.behave(honest);
      const {dir, fetched} = await downloadMnist({...settings(), timeout: 600});
      expect(fetched).to.deep.equal(names);
      complete(dir);
      expect(first.requests.length).to.equal(1);
      // The mirror that served is asked first from then on.
      expect(second.requests.length).to.equal(4);
    }
  });

  it('resumes with the bytes that an earlier attempt or run left', async () => {
    const {length} = archives[names[0]!]!;
    first.behave(truncates(8000), honest);
    const one = await downloadMnist({...settings(), mirrors: [first.url]});
    complete(one.dir);
    expect(first.requests[0]).to.equal(names[0]);
    expect(first.requests[1]).to.match(/^train-images-idx3-ubyte\.gz bytes=\d{1,4}-$/);

    first.behave(honest);
    const options = settings();
    const dir = writeFiles(join(options.cacheDir, 'mnist'), {
      [`${names[0]}.part`]: archives[names[0]!]!.subarray(0, length - 5),
    });
    await downloadMnist(options);
    complete(dir);
    expect(first.requests[0]).to.equal(`${names[0]} bytes=${length - 5}-`);
  });

  it('starts anew where the part that was left is bad or the server ignores the range', async () => {
    for (const [behaviour, requests] of [
      [honest, [`${names[0]} bytes=9000-`, names[0]]],
      [ignoresRange, [`${names[0]} bytes=9000-`, names[1]]],
    ] as const) {
      first.behave(behaviour);
      const options = {...settings(), rounds: 1, mirrors: [first.url]};
      const part = {[`${names[0]}.part`]: Buffer.alloc(9000, 7)};
      const dir = writeFiles(join(options.cacheDir, 'mnist'), part);
      await downloadMnist(options);
      complete(dir);
      expect(first.requests.slice(0, 2)).to.deep.equal(requests);
    }
  });

  it('names every address with its reason, and the way by hand, where all fail', async () => {
    first.behave(corrupts);
    second.behave(answers404);
    const options = settings();
    const error = await errorOf(downloadMnist(options));
    expect(error).to.be.instanceOf(DataError).with.property('code', 'E_DOWNLOAD');
    const lines = error.message.split('\n');
    expect(lines[0]).to.equal('cannot fetch train-images-idx3-ubyte.gz of MNIST:');
    expect(lines[1]).to.match(
      /127\.0\.0\.1:\d+\/mnist\/train-images-idx3-ubyte\.gz: what arrived is not the file: .*\(3 times\)$/,
    );
    expect(lines[2]).to.match(/train-images-idx3-ubyte\.gz: the server answered 404 Not Found$/);
    expect(error.message).to.match(/TFJS_OPTIM_MNIST_MIRRORS/);
    expect(error.message).to.match(/By hand: put train-images-idx3-ubyte\.gz, .* into .*mnist.* \(--data DIR\)/);
    // What is gone for good is asked for once, the rest in every round; nothing bad is left.
    expect([first.requests.length, second.requests.length]).to.deep.equal([3, 1]);
    expect(readdirSync(join(options.cacheDir, 'mnist'))).to.deep.equal([]);
  });

  it('refuses good files of another content', async () => {
    const others = {...checksums, [names[0]!.replace('.gz', '')]: '0'.repeat(64)};
    const error = await errorOf(downloadMnist({...settings(), checksums: others, rounds: 1}));
    expect(error.message).to.match(/SHA-256 of its content is [0-9a-f]{64}, expected 0{64}/);
  });

  it('checks a set without checksums by structure and published size', async () => {
    const {checksums: _, ...options} = settings();
    const error = await errorOf(downloadMnist({...options, dataset: 'fashion', rounds: 1}));
    expect(error.message).to.match(
      /cannot fetch train-images.* of Fashion-MNIST:[^]*holds 30 examples, expected 60000/,
    );
  });

  it('stops on request and keeps what arrived', async () => {
    first.behave(stalls(3000));
    const stop = new AbortController();
    const onProgress = (_: string, received: number) => {
      if (received >= 3000) stop.abort();
    };
    const options = settings();
    const error = await errorOf(downloadMnist({...options, timeout: 5000, onProgress, signal: stop.signal}));
    expect(error.name).to.equal('AbortError');
    expect(readFileSync(join(options.cacheDir, 'mnist', `${names[0]}.part`)).length).to.equal(3000);
    expect(second.requests).to.deep.equal([]);
  });

  it('refuses wrong options and a cache that cannot be written', async () => {
    expect((await errorOf(downloadMnist({timeout: 0}))).message).to.match(
      /timeout must be a finite number > 0, received 0/,
    );
    expect((await errorOf(downloadMnist({rounds: 0}))).message).to.match(/rounds must be a whole number >= 1/);
    const cacheDir = join(folder(), 'file');
    writeFileSync(cacheDir, '');
    const error = await errorOf(downloadMnist({...settings(cacheDir)}));
    expect(error).to.be.instanceOf(DataError);
    expect(error.message).to.match(/file\/mnist: cannot be written: a part of its path is a file/);
  });

  it('refuses to replace a folder by a file', async () => {
    const options = settings();
    mkdirSync(join(options.cacheDir, 'mnist', names[0]!), {recursive: true});
    const error = await errorOf(downloadMnist(options));
    expect(error).to.be.instanceOf(DataError);
    expect(error.message).to.match(/train-images-idx3-ubyte\.gz: is a folder, not a file/);
  });

  it('gives up on the disk at once', async () => {
    const error = await errorOf(downloadMnist({...settings('/dev/null')}));
    expect(error).to.be.instanceOf(DataError).with.property('code', 'E_DATA');
  });
});
