import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {expect} from 'chai';
import {idx, labelFile} from '../../lib/data/support/fake-set.ts';
import {answers404, honest, startMirror} from '../../lib/data/support/mirror.ts';
import {contents, run} from '../support/run.ts';

const blank = (count: number) => gzipSync(idx([count, 28, 28], new Uint8Array(count * 784)), {level: 1});

describe('tfjs-optim download', () => {
  const served: Record<string, Buffer> = {};
  const mirror = startMirror(served);
  const {XDG_CACHE_HOME: cacheHome, TFJS_OPTIM_FASHION_MIRRORS: mirrors} = process.env;
  let folder: string;
  const restore = (name: string, value: string | undefined): void => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };

  before(() => {
    // A set of the published size: no checksum of Fashion-MNIST is published, so that its form is what is checked.
    Object.assign(served, {
      'train-images-idx3-ubyte.gz': blank(60000),
      'train-labels-idx1-ubyte.gz': gzipSync(labelFile(60000)),
      't10k-images-idx3-ubyte.gz': blank(10000),
      't10k-labels-idx1-ubyte.gz': gzipSync(labelFile(10000)),
    });
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-download-'));
    process.env['XDG_CACHE_HOME'] = folder;
    process.env['TFJS_OPTIM_FASHION_MIRRORS'] = mirror.url;
  });
  after(() => {
    restore('XDG_CACHE_HOME', cacheHome);
    restore('TFJS_OPTIM_FASHION_MIRRORS', mirrors);
    rmSync(folder, {recursive: true});
  });

  it('names the mirror that has nothing, and what to do', async () => {
    mirror.behave(answers404);
    const {result, out, err} = await run('download', '--dataset', 'fashion', '--quiet');
    expect({result, out}).to.deep.equal({result: 1, out: []});
    expect(err.join('\n')).to.contain(mirror.url).and.to.contain('404').and.to.contain('--data DIR');
    expect(err.join('\n')).not.to.match(/\n\s+at /);
  });

  it('fetches the four files into the cache and says how to use them', async () => {
    mirror.behave(honest);
    const {result, out, err} = await run('download', '--dataset', 'fashion');
    expect(result, err.join('\n')).to.equal(0);
    const dir = join(folder, 'tfjs-optim', 'data', 'fashion');
    expect(out).to.deep.equal([
      `${dir} (4 files fetched, verified)`,
      'Use it with: tfjs-optim mnist --data download --dataset fashion',
    ]);
    if (!process.stderr.isTTY)
      for (const name of Object.keys(served)) expect(err.join('\n')).to.match(new RegExp(name));
    expect(Object.keys(contents(dir)).sort()).to.deep.equal(Object.keys(served).sort());
  });

  it('fetches nothing twice', async () => {
    mirror.behave(answers404);
    const {result, out} = await run('download', '--dataset', 'fashion');
    expect(result).to.equal(0);
    expect(out[0]).to.match(/was there already, verified/);
    expect(mirror.requests).to.deep.equal([]);
    expect(existsSync(join(folder, 'tfjs-optim', 'data', 'mnist'))).to.equal(false);
  });
});
