import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {packDigits, readEmbedded} from '../../../../lib/data/files/embedded.ts';
import {loadMnist} from '../../../../lib/data/files/load-mnist.ts';
import {realSet} from '../support/real-set.ts';

const countByLabel = (labels: Uint8Array) => {
  const counts = Array.from({length: 10}, () => 0);
  for (const label of labels) counts[label]!++;
  return counts;
};

describe('readEmbedded', () => {
  it('holds 10,000 digits, class after class', async () => {
    const {images, labels, count, rows, columns} = await readEmbedded();
    expect([count, rows, columns, images.length]).to.deep.equal([10000, 28, 28, 7840000]);
    expect(countByLabel(labels)).to.deep.equal([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
    expect(labels.every((label, i) => i === 0 || label >= labels[i - 1]!)).to.equal(true);
    // The brightest byte is there, and ink is where digits have it: in the middle.
    expect(images.includes(255)).to.equal(true);
    const ink = (row: number) => {
      let sum = 0;
      for (let i = 0; i < count; i++) for (let x = 0; x < 28; x++) sum += images[i * 784 + row * 28 + x]!;
      return sum / (count * 28);
    };
    expect(ink(14)).to.be.greaterThan(30);
    expect(ink(0)).to.be.lessThan(1);
  });

  it('has exactly the bytes of the published digits, with their labels', async function () {
    const published = await loadMnist({source: 'dir', dir: realSet(this)});
    const known = new Map<string, number>();
    for (const {images, labels} of [published.train, published.test]) {
      for (const [i, label] of labels.entries()) {
        known.set(Buffer.from(images.subarray(i * 784, (i + 1) * 784)).toString('latin1'), label);
      }
    }
    expect(known.size).to.equal(70000);
    const {images, labels} = await readEmbedded();
    const wrong = labels.filter(
      (label, i) => known.get(Buffer.from(images.subarray(i * 784, (i + 1) * 784)).toString('latin1')) !== label,
    );
    expect(wrong.length).to.equal(0);
  });

  it('reads what it packed, and nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'digits-'));
    const path = join(folder, 'digits.br');
    try {
      const digits = await readEmbedded(path);
      const packed = await packDigits(digits);
      expect(packed.length).to.be.lessThan(1_600_000);
      writeFileSync(path, packed);
      expect(await readEmbedded(path)).to.deep.equal(digits);

      const refusal = async () =>
        readEmbedded(path).then(
          () => 'accepted',
          (error: Error) => error.message,
        );
      packed[1000]! ^= 1;
      for (const wrong of [packed, packed.subarray(0, 1e6), new Uint8Array(), Buffer.from('<html>')]) {
        writeFileSync(path, wrong);
        expect(await refusal()).to.match(/digits\.br: not the digits .* SHA-256 .*; install tfjs-optim anew$/);
      }
      const labels = digits.labels.slice();
      labels[0] = 1;
      writeFileSync(path, await packDigits({...digits, labels}));
      expect(await refusal()).to.match(/not the digits/);
      rmSync(path);
      mkdirSync(path);
      expect(await refusal()).to.match(/digits\.br: is a folder, not a file; expected the embedded digits/);
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
});
