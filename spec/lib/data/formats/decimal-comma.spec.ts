import {expect} from 'chai';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DataError} from '../../../../lib/data/data-error.ts';
import {loadData, readTable} from '../../../../lib/data/files/index.ts';
import {errorOf, temporaryFolders} from '../support/fake-set.ts';

describe('decimal commas', () => {
  const folder = temporaryFolders();
  const file = (content: string, name = 'd.csv') => {
    const path = join(folder(), name);
    writeFileSync(path, content);
    return path;
  };
  const comma = {decimal: ','} as const;

  it('are read where they are asked for, as Excel writes them', async () => {
    const content =
      'size;word;day\n1,5;a,b;31.12.2024\n-2;1,x;1.1.2025\n,25;c;2.1.2025\n1,5E+3;"d;e";3.1.2025\n1,100;f;4.1.2025\n';
    const {rows} = await readTable(file(content), comma);
    expect([...rows].map(([size]) => size)).to.deep.equal([1.5, -2, 0.25, 1500, 1.1]);
    expect([...rows].map(([, word]) => word)).to.deep.equal(['a,b', '1,x', 'c', 'd;e', 'f']);
    expect([...rows][0]![2]).to.equal('31.12.2024');
    // In a file with commas between cells, numbers in quotes.
    expect([...(await readTable(file('a,b\n"1,5",2\n'), comma)).rows]).to.deep.equal([[1.5, 2]]);
    expect([...(await readTable(file('a\tb\n1,5\t2\n', 'd.tsv'), comma)).rows]).to.deep.equal([[1.5, 2]]);
    expect([...(await readTable(file('a;b\n1,5;2\n'))).rows]).to.deep.equal([['1,5', 2]]);
  });

  it('refuse numbers with a point, and leave those with both marks to be refused', async () => {
    const refused = async (content: string, message: RegExp) => {
      const error = await errorOf(loadData(file(content), {...comma, target: 'k'}));
      expect(error).to.be.instanceOf(DataError);
      expect(error.message).to.match(message);
    };
    await refused(
      'a;k\n1,5;0\n1.234;1\n',
      /d\.csv: line 3, column "a": "1\.234" has a point where .*; write "1234" for thousands, or "1,234" for decimals$/,
    );
    for (const cell of ['7.5', ' .5', '1.5e3', '-1.'])
      await refused(`a;k\n${cell};0\n2,5;1\n`, /line 2, column "a": .* point/);
    await refused('a;k\n1.234,5;0\n2,5;1\n', /line 2, column "a": "1\.234,5" has separators of thousands/);
  });

  it('are those of a file and of the one to test with, and of no other kind of data', async () => {
    const rows = (from: number) => Array.from({length: 6}, (_, i) => `${from + i},5;${i % 2}`).join('\n');
    const test = file(`a;k\n${rows(3)}\n`, 't.csv');
    const {columns, test: tested} = await loadData(file(`a;k\n${rows(0)}\n`), {...comma, target: 'k', test});
    expect(columns![0]).to.include({use: 'number', mean: 3});
    expect(tested.x[0]).to.be.closeTo(0.5 / Math.sqrt(35 / 12), 1e-6);
    const json = await errorOf(readTable(file('{"a": 1}\n', 'd.jsonl'), comma));
    expect(json.message).to.match(/d\.jsonl: decimal does not go with JSON and Parquet, .*; leave it out$/);
    expect(await errorOf(readTable(test, {decimal: ';'} as never))).to.be.instanceOf(RangeError);
  });
});
