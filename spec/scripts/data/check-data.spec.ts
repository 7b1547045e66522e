import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {expect} from 'chai';
import {readValues} from '../../../scripts/arguments/command-options.ts';
import {ArgumentReader, type Written} from '../../../scripts/arguments/reader.ts';
import {checkData, dataKind} from '../../../scripts/data/check-data.ts';
import {dataOptions, dataOptionsOf} from '../../../scripts/data/data-options.ts';
import {comparisonOptions} from '../../../scripts/training/training-options.ts';

async function read(written: Written) {
  const reader = new ArgumentReader(written, comparisonOptions);
  const options = await readValues(reader, dataOptions);
  checkData(reader, options);
  return {options, mistakes: reader.mistakes};
}

describe('options of the data', () => {
  it('keep paths as absolute ones, and what was not written stays open', async () => {
    const {options, mistakes} = await read({data: 'x.npy', target: 'y.npy', 'split-seed': '3'});
    expect(JSON.parse(JSON.stringify(options))).to.deep.equal({
      data: resolve('x.npy'),
      dataset: 'mnist',
      target: resolve('y.npy'),
      splitSeed: 3,
    });
    expect(mistakes).to.deep.equal([]);
    expect((await read({data: 'a.npz', test: 't.npz'})).options.test).to.equal(resolve('t.npz'));
    expect((await read({data: 'a.csv', target: 'y.npy'})).options.target).to.equal('y.npy');
    expect(dataOptionsOf({...options, more: 1} as never)).not.to.have.property('more');
  });

  it('are those of the kind of data: others are mistakes that say with what they go', async () => {
    for (const [written, ...messages] of [
      [{data: 'a.csv'}, /--target is missing/],
      [
        {target: 'kind'},
        /^--target does not go with the embedded digits, but with a table, an array \(\.npy\); leave it out$/,
      ],
      [
        {data: 'a.npz', missing: 'mean', keep: 'year', size: '2x2'},
        /^--missing does not go with an archive of arrays \(\.npz\), but with a table; leave it out$/,
        /--keep does not go with an archive of arrays/,
        /--size does not go with .*, but with a folder of images; leave it out/,
      ],
      [
        {data: 'a.csv', target: 'b', dataset: 'fashion'},
        /--dataset does not go with data of your own, but with the published digits; leave it out/,
      ],
      [{data: 'a.csv', target: 'b', folds: '3', 'test-fraction': '0.5'}, /leave --test-fraction out/],
      [{data: 'a.csv', target: 'b', folds: '3', test: 'c.csv'}, /leave --folds out/],
      [{data: 'a.csv', target: 'b', test: 'c.csv', 'test-fraction': '0.5'}, /leave --test-fraction out/],
      [
        {data: 'x.npy', target: 'y.npy', test: 'x_test.npy'},
        /--test does not go with an array \(\.npy\), but with a table, an archive .*, a folder .* np\.savez\(.*y_test=y_test\); or leave it out, and some are drawn/,
      ],
      [{data: 'embedded', dataset: 'fashion'}, /the MNIST digits only/],
      [{data: 'a.npz', target: 'y'}, /^--target does not go with an archive/],
      [{'split-seed': '3', 'test-fraction': '0.5'}, /^--test-fraction does not/, /^--split-seed does not go/],
      [{folds: '3'}, /--folds does not go with the embedded digits/],
      [
        {data: 'a.csv', target: 'b', 'test-fraction': '1'},
        /--test-fraction must be greater than 0 and less than 1, got "1"/,
      ],
      [
        {data: 'a.csv', target: 'b', task: 'ranking'},
        /--task must be one of classification, regression, got "ranking"/,
      ],
    ] as [Written, ...RegExp[]][]) {
      const {mistakes} = await read(written);
      expect(mistakes, JSON.stringify(written)).to.have.length(messages.length);
      for (const [i, message] of messages.entries()) expect(mistakes[i]).to.match(message);
    }
    expect((await read({data: 'a.csv', target: 'b', dataset: 'mnist'})).mistakes, 'the default').to.deep.equal([]);
  });

  it('reads the size of images as rows x columns', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-kind-'));
    mkdirSync(join(folder, 'images', 'cat'), {recursive: true});
    expect((await read({data: join(folder, 'images'), size: '28x30'})).mistakes).to.deep.equal([]);
    expect((await read({data: join(folder, 'images'), size: '28'})).mistakes[0]).to.match(
      /must be rows x columns such as 28x28, got "28"/,
    );
    rmSync(folder, {recursive: true});
  });
});

describe('dataKind', () => {
  it('goes by the ending of a file, and by what a folder holds', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-kind-'));
    for (const name of ['images/cat', 'digits', 'both/cat']) mkdirSync(join(folder, name), {recursive: true});
    writeFileSync(join(folder, 'digits', 'train-images-idx3-ubyte.gz'), '');
    writeFileSync(join(folder, 'both', 't10k-labels.idx1-ubyte'), '');
    const kinds = ['images', 'digits', 'both', 'a.csv', 'a.NPZ', 'x.npy', 'b.parquet', 'none'].map((name) =>
      dataKind(join(folder, name)),
    );
    expect(kinds).to.deep.equal(['images', 'idx', 'idx', 'table', 'archive', 'array', 'table', 'table']);
    // A folder with a class, and names that only look like those of the digits; one of them is a link to nothing.
    mkdirSync(join(folder, 'mixed', 'cat'), {recursive: true});
    for (const name of ['my-train-images-idx3-ubyte', 'train-images-idx3-ubyte.bak'])
      writeFileSync(join(folder, 'mixed', name), '');
    symlinkSync(join(folder, 'nothing'), join(folder, 'mixed', 'a-link'));
    expect(['mixed', 'a.npz.csv'].map((name) => dataKind(join(folder, name)))).to.deep.equal(['images', 'table']);
    expect([dataKind('embedded'), dataKind('download')]).to.deep.equal(['embedded', 'download']);
    rmSync(folder, {recursive: true});
  });
});
