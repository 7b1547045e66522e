import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import {loadData, readTable} from '../../../../lib/data/files/index.ts';
import {table} from '../../../../lib/data/index.ts';

/** A number a year, row by row, with the index that pandas writes and a name of each row. */
const years = Array.from({length: 21}, (_, i) => ({
  year: 1990 + i,
  __index_level_0__: i * i,
  station: `s${i}`,
  rain: (i * 7) % 5,
  heat: 10 + 0.5 * i,
}));

describe('columns that are an index of the rows', () => {
  it('are left out with the way out, and kept where keep names them: numbers stay numbers', () => {
    const options = {target: 'heat', ignore: ['station']};
    const without = table(years, options);
    expect(without.columns.slice(0, 2).map(({words}) => words)).to.deep.equal([
      'left out: it counts the rows from 1990; keep: ["year"] (--keep year) keeps it',
      'left out: it is the index that pandas writes; keep: ["__index_level_0__"] (--keep __index_level_0__) keeps it',
    ]);
    const kept = table(years, {...options, keep: ['year', '__index_level_0__']});
    expect(kept.columns.map(({use}) => use)).to.deep.equal(['number', 'number', 'left out', 'number', 'target']);
    // The years 1990 to 2010: mean 2000, deviation sqrt((21^2 - 1) / 12).
    expect(kept.columns[0]).to.include({mean: 2000, width: 1});
    const inputs = kept.x.dataSync();
    for (let i = 0; i < 21; i++) expect(inputs[3 * i]).to.be.closeTo((i - 10) / Math.sqrt(440 / 12), 1e-5);
    tf.dispose([without.x, without.y, kept.x, kept.y]);
  });

  it('of texts are refused, and categories where keep names them', () => {
    const options = {target: 'heat', ignore: ['__index_level_0__']};
    expect(() => table(years, options)).to.throw(DataError, /column "station": 21 different texts in 21 rows/);
    const {x, y, columns} = table(years, {...options, keep: ['station']});
    expect(columns[2]).to.include({use: 'category', width: 21});
    tf.dispose([x, y]);
  });

  it('are told of where there is no other column', () => {
    const rows = years.map(({year, heat}) => ({year, heat}));
    expect(() => table(rows, {target: 'heat'})).to.throw(
      DataError,
      'no column beside the target "heat" to predict it from; column "year" is left out: it counts the rows from 1990; keep: ["year"]',
    );
    const {x, y} = table(rows, {target: 'heat', keep: ['year']});
    expect(x.shape).to.deep.equal([21, 1]);
    tf.dispose([x, y]);
  });

  const refused: [keep: string, ignore: string, message: RegExp][] = [
    ['yaer', 'station', /there is no column "yaer", the one to keep.*"year"/],
    ['year', 'year', /column "year" is both to keep \(--keep\) and to ignore \(--ignore\); name it in one of the two/],
    ['heat', 'station', /column "heat" is the target, .*; leave it out of keep \(--keep\)/],
  ];
  for (const [keep, ignore, message] of refused) {
    it(`refuses to keep ${keep} where ${ignore} is ignored`, () => {
      expect(() => table(years, {target: 'heat', keep: [keep], ignore: [ignore]})).to.throw(DataError, message);
    });
  }

  it('have no name in files of R and pandas, and are called row_names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-unnamed-'));
    const write = (name: string, head: string, first: (i: number) => string): string => {
      const path = join(folder, name);
      const rows = Array.from({length: 20}, (_, i) => `${first(i)},${i % 7},${i % 2 ? 'p' : 'q'}`);
      writeFileSync(path, `${head}\n${rows.join('\n')}\n`);
      return path;
    };
    try {
      for (const first of [(i: number) => `"${i + 1}"`, (i: number) => `car ${i}`, (i: number) => `${i % 4}`]) {
        const path = write('r.csv', '"","size","kind"', first);
        expect((await readTable(path)).columns).to.deep.equal(['row_names', 'size', 'kind']);
        const {columns, shape} = await loadData(path, {target: 'kind'});
        expect(columns![0]!.words).to.equal(
          'left out: it is the index that R and pandas write without a name; keep: ["row_names"] (--keep row_names) keeps it',
        );
        expect(shape).to.deep.equal([1]);
      }
      const numbers = write('p.csv', ',size,kind', (i) => `${i % 4}`);
      const kept = await loadData(numbers, {target: 'kind', keep: ['row_names']});
      expect(kept.columns![0]).to.include({use: 'number', width: 1});
      const named = await loadData(numbers, {target: 'kind', categories: ['row_names']});
      expect(named.columns![0]).to.include({use: 'category', width: 4});
      const asked = await loadData(numbers, {target: 'row_names', task: 'classification'});
      expect(asked.classes).to.deep.equal(['0', '1', '2', '3']);
      const test = write('t.csv', ',size,kind', (i) => `${i % 3}`);
      expect((await loadData(numbers, {target: 'kind', test})).test.count).to.equal(20);
    } finally {
      rmSync(folder, {recursive: true});
    }
  });

  it('are kept of a file, and of another one to test with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-keep-'));
    const write = (name: string, from: number, count: number): string => {
      const path = join(folder, name);
      writeFileSync(path, `year,heat\n${Array.from({length: count}, (_, i) => `${from + i},${i}.5`).join('\n')}\n`);
      return path;
    };
    try {
      const options = {target: 'heat', keep: ['year'], test: write('later.csv', 2011, 3)};
      const {test, columns} = await loadData(write('years.csv', 1990, 21), options);
      expect(columns![0]).to.include({use: 'number', mean: 2000});
      expect(test.x[0]).to.be.closeTo(11 / Math.sqrt(440 / 12), 1e-5);
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
});
