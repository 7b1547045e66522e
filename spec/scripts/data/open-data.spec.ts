import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {loadDigits, openData} from '../../../scripts/data/open-data.ts';
import {writeDigits} from '../support/digits.ts';

describe('loadDigits', () => {
  const {signal} = new AbortController();

  it('takes the embedded digits, or those of a folder', async () => {
    const embedded = await loadDigits({data: 'embedded', dataset: 'mnist'}, signal);
    expect(embedded.source).to.match(/embedded|mnist/i);
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-digits-'));
    const data = writeDigits(folder);
    const {source, train, test} = await loadDigits({data, dataset: 'mnist'}, signal);
    expect(source.startsWith(data)).to.equal(true);
    expect([train.count, test.count]).to.deep.equal([300, 100]);
    rmSync(folder, {recursive: true});
  });
});

describe('openData', () => {
  it('hands on the names of columns to ignore, to keep and to take for categories', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-columns-'));
    const data = join(folder, 'years.csv');
    const rows = Array.from({length: 20}, (_, i) => `${1990 + i},${i},${i % 3},${i}.5,${(i * i) % 7}`);
    writeFileSync(data, `year,id,zone,heat,rain\n${rows.join('\n')}\n`);
    const asked = {data, dataset: 'mnist', target: 'heat', ignore: 'rain', keep: 'year, id', categories: 'zone'};
    const [{columns}] = await openData(asked as never, new AbortController());
    expect(columns!.map(({use}) => use)).to.deep.equal(['number', 'number', 'category', 'target', 'left out']);
    rmSync(folder, {recursive: true});
  });
});
