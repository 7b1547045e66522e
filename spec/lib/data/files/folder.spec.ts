import {expect} from 'chai';
import {join} from 'node:path';
import {readFolder, spellings} from '../../../../lib/data/files/folder.ts';
import {publishedSets} from '../../../../lib/data/published-sets.ts';
import {checksumsOf, errorOf, fakeSet, packed, temporaryFolders, writeFiles} from '../support/fake-set.ts';

describe('spellings', () => {
  it('are the published name and the one with a dot, plain and packed', () => {
    expect(spellings('t10k-labels-idx1-ubyte')).to.deep.equal([
      't10k-labels-idx1-ubyte',
      't10k-labels-idx1-ubyte.gz',
      't10k-labels.idx1-ubyte',
      't10k-labels.idx1-ubyte.gz',
    ]);
  });
});

describe('readFolder', () => {
  const folder = temporaryFolders();
  const files = fakeSet();
  // A set whose published size is that of the files.
  const small = {...publishedSets.mnist, trainCount: 30, testCount: 10, checksums: checksumsOf(files)};

  it('knows the published set by its checksums', async () => {
    const {train, test, verified} = await readFolder(writeFiles(folder(), packed(files)), small);
    expect(verified).to.equal(true);
    expect([train.count, test.count]).to.deep.equal([30, 10]);
    expect([...train.labels]).to.deep.equal([...files['train-labels-idx1-ubyte']!.subarray(8)]);
  });

  it('refuses another set of the published size, unless it need not be verified', async () => {
    const changed = Buffer.from(files['t10k-images-idx3-ubyte']!);
    changed[5000]! ^= 1;
    const dir = writeFiles(folder(), packed({...files, 't10k-images-idx3-ubyte': changed}));
    const error = await errorOf(readFolder(dir, small));
    expect(error.message).to.match(/t10k-images-idx3-ubyte: SHA-256 of its content is/);
    expect(error.message).not.to.match(/train-images-idx3-ubyte: SHA-256/);
    expect((await readFolder(dir, small, {verify: false})).verified).to.equal(false);
  });

  it('takes sets of other sizes unverified', async () => {
    const dir = writeFiles(folder(), packed(fakeSet(29)));
    const {train, verified} = await readFolder(dir, small);
    expect([train.count, verified]).to.deep.equal([29, false]);
  });

  it('reads the plain file where there are both', async () => {
    const dir = writeFiles(folder(), {...files, ...packed(fakeSet(31))});
    expect((await readFolder(dir, small)).train.count).to.equal(30);
  });

  it('refuses a path that is none', async () => {
    expect((await errorOf(readFolder(join(folder(), 'none'), small))).message).to.match(/none: does not exist/);
  });
});
