import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {loadData, loadFolds} from '../../../lib/data/files/index.ts';
import type {DataOptions} from '../../../scripts/data/data-options.ts';
import {dataFingerprint, digitsAsExamples, loadDigits, openData} from '../../../scripts/data/open-data.ts';
import {png} from '../../lib/data/support/own-files.ts';
import {writeDigits} from '../support/digits.ts';

const {signal} = new AbortController();
let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-open-'));
  const rows = Array.from(
    {length: 20},
    (_, i) => `${i % 5 === 3 ? '' : (i * 7) % 11},${i % 3},n${i % 4},${i % 2 ? 'p' : 'q'}`,
  );
  writeFileSync(join(folder, 'd.csv'), `a,b,c,k\n${rows.join('\n')}\n`);
  writeFileSync(join(folder, 't.csv'), 'a,b,c,k\n1,2,n1,p\n');
  for (const name of ['cat', 'dog']) {
    mkdirSync(join(folder, 'set', name), {recursive: true});
    for (const i of [0, 1])
      writeFileSync(join(folder, 'set', name, `${i}.png`), png(2, 2, Uint8Array.of(i, 50, 100, 150)));
  }
});

after(() => rmSync(folder, {recursive: true}));

describe('loadDigits', () => {
  it('takes the embedded digits, or those of a folder', async () => {
    const embedded = await loadDigits({data: 'embedded', dataset: 'mnist'}, signal);
    expect(embedded.source).to.match(/embedded|mnist/i);
    const data = writeDigits(join(folder, 'digits'));
    const {source, train, test} = await loadDigits({data, dataset: 'mnist'}, signal);
    expect(source.startsWith(data)).to.equal(true);
    expect([train.count, test.count]).to.deep.equal([300, 100]);
  });
});

describe('digitsAsExamples', () => {
  it('gives pixels, class numbers and their names', () => {
    const images = (count: number) => ({
      images: new Uint8Array(6 * count),
      labels: new Uint8Array(count),
      count,
      rows: 2,
      columns: 3,
    });
    const set = {name: 'fashion', source: 'here', classes: 10, train: images(2), test: images(1)} as const;
    const examples = digitsAsExamples(set);
    expect({...examples, classes: examples.classes!.slice(0, 2)}).to.deep.equal({
      name: 'Fashion-MNIST',
      source: 'here',
      task: 'classification',
      shape: [2, 3, 1],
      outputs: 10,
      classes: ['T-shirt/top', 'trouser'],
      columns: null,
      scaling: null,
      isInk: true,
      train: {x: set.train.images, y: set.train.labels, count: 2},
      test: {x: set.test.images, y: set.test.labels, count: 1},
    });
    expect(digitsAsExamples({...set, name: 'mnist'}).name).to.equal('MNIST');
  });
});

describe('openData', () => {
  const opened = (options: Partial<DataOptions>, folds?: number) =>
    openData({dataset: 'mnist', ...options} as DataOptions, {signal, folds});

  it('reads a table as loadData does with the options of the command', async () => {
    const [path, test] = [join(folder, 'd.csv'), join(folder, 't.csv')];
    const drop = {data: path, target: 'k', missing: 'drop'} as const;
    expect(await opened(drop)).to.deep.equal([await loadData(path, {target: 'k', missing: 'drop'})]);
    expect(
      await opened({
        ...drop,
        missing: 'mean',
        ignore: 'a , c',
        categories: 'b',
        task: 'classification',
        testFraction: '0.5',
        splitSeed: 3,
      }),
    ).to.deep.equal([
      await loadData(path, {
        target: 'k',
        missing: 'mean',
        ignore: ['a', 'c'],
        categories: ['b'],
        task: 'classification',
        testFraction: 0.5,
        seed: 3,
      }),
    ]);
    expect(await opened({...drop, test})).to.deep.equal([await loadData(path, {target: 'k', missing: 'drop', test})]);
    expect(await opened(drop, 2)).to.deep.equal(await loadFolds(path, {target: 'k', missing: 'drop', folds: 2}));
  });

  it('hands on the names of columns to ignore, to keep and to take for categories', async () => {
    const data = join(folder, 'years.csv');
    const rows = Array.from({length: 20}, (_, i) => `${1990 + i},${i},${i % 3},${i}.5,${(i * i) % 7}`);
    writeFileSync(data, `year,id,zone,heat,rain\n${rows.join('\n')}\n`);
    const [set] = await opened({data, target: 'heat', ignore: 'rain', keep: 'year, id', categories: 'zone'});
    const uses = set.columns!.map(({use}) => use);
    expect(uses).to.deep.equal(['number', 'number', 'category', 'target', 'left out']);
  });

  it('reads a folder of pictures in the size and the colours asked for', async () => {
    const [set] = await opened({data: join(folder, 'set'), size: '3x5', colour: 'colour', testFraction: '0.5'});
    expect([set.shape, set.classes, set.isInk]).to.deep.equal([[3, 5, 3], ['cat', 'dog'], undefined]);
  });

  it('reads a folder of digits', async () => {
    const [set, ...others] = await opened({data: writeDigits(join(folder, 'more'))});
    expect([set.isInk, set.train.count, others]).to.deep.equal([true, 300, []]);
  });
});

describe('dataFingerprint', () => {
  it('changes with every number and with what these mean, and with nothing else', async () => {
    const set = await loadData(join(folder, 'd.csv'), {target: 'k', missing: 'drop'});
    const name = dataFingerprint(set);
    expect(name).to.match(/^[0-9a-f]{16}$/);
    expect(
      dataFingerprint({...set, name: 'other', source: 'elsewhere', train: {...set.train, x: set.train.x.slice()}}),
    ).to.equal(name);
    const changed = <Numbers extends {slice(): Numbers; [index: number]: number}>(numbers: Numbers): Numbers => {
      const copy = numbers.slice();
      copy[0]! += 1;
      return copy;
    };
    const others = [
      {...set, task: 'regression' as const},
      {...set, shape: [1, 6]},
      {...set, classes: ['p', 'r']},
      {...set, scaling: {mean: [0], deviation: [1]}},
      ...(['train', 'test'] as const).flatMap((part) =>
        (['x', 'y'] as const).map((what) => ({
          ...set,
          [part]: {...set[part], [what]: changed(set[part][what] as never)},
        })),
      ),
    ];
    expect(new Set([name, ...others.map(dataFingerprint)]).size).to.equal(9);
    // Of a part of memory, that part alone.
    const wide = new Float32Array([9, ...set.train.x, 9]);
    expect(dataFingerprint({...set, train: {...set.train, x: wide.subarray(1, -1)}})).to.equal(name);
  });
});
