import {expect} from 'chai';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {loadMnist} from '../../../../lib/data/files/load-mnist.ts';
import {checksumsOf, fakeSet, packed, temporaryFolders, writeFiles} from '../support/fake-set.ts';
import {answers404, honest, startMirror, truncates} from '../support/mirror.ts';
import {realSet} from '../support/real-set.ts';

const files = fakeSet();
const archives = packed(files);
const names = Object.keys(archives);

describe('loadMnist with source download', () => {
  const mirror = startMirror(archives);
  const folder = temporaryFolders();
  const settings = () => ({cacheDir: folder(), checksums: checksumsOf(files), mirrors: [mirror.url], pause: 1});

  it('fetches once and then needs no network', async () => {
    mirror.behave(honest);
    const options = settings();
    const {source, train, test} = await loadMnist({source: 'download', ...options});
    expect([train.count, test.count]).to.deep.equal([30, 10]);
    expect(source).to.equal(`MNIST fetched to ${join(options.cacheDir, 'mnist')} (verified by SHA-256)`);
    mirror.behave(answers404);
    expect(await loadMnist({source: 'download', ...options})).to.deep.equal({
      name: 'mnist',
      classes: 10,
      source,
      train,
      test,
    });
    expect(mirror.requests).to.deep.equal([]);
  });

  it('takes nothing unverified out of the cache', async () => {
    mirror.behave(honest);
    const options = settings();
    writeFiles(join(options.cacheDir, 'mnist'), packed(fakeSet(31)));
    const {train} = await loadMnist({source: 'download', ...options});
    expect(train.count).to.equal(30);
    expect(mirror.requests.length).to.be.greaterThan(0);
  });
});

describe('loadMnist with source download, published set', () => {
  const folder = temporaryFolders();
  const served: Record<string, Buffer> = {};
  const mirror = startMirror(served);

  it('verifies it by the published checksums', async function () {
    const dir = realSet(this);
    for (const name of names) served[name] = readFileSync(join(dir, name));
    mirror.behave(truncates(5_000_000), honest);
    const options = {cacheDir: folder(), mirrors: [mirror.url], pause: 1};
    const {train, test, source} = await loadMnist({source: 'download', ...options});
    expect([train.count, test.count]).to.deep.equal([60000, 10000]);
    expect(source).to.match(/verified by SHA-256/);
    expect(mirror.requests[1]).to.match(/^train-images-idx3-ubyte\.gz bytes=\d+-$/);
  });
});
