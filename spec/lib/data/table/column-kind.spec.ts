import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import type {Cell} from '../../../../lib/data/table/cells.ts';
import {columnKind} from '../../../../lib/data/table/column-kind.ts';
import {TableCollector} from '../../../../lib/data/table/column-table.ts';

interface Asked {
  readonly named?: boolean;
  readonly use?: 'input' | 'target' | 'known';
  readonly typed?: boolean;
  readonly points?: boolean;
}

const kindOf = (cells: readonly Cell[], {named = false, use, typed = false, points = false}: Asked = {}) => {
  const collector = new TableCollector(['x', 'a'], typed, points);
  for (const cell of cells) collector.add([1, cell]);
  return columnKind(collector.finish('t'), 1, {named, ...(use && {use})});
};
const refused = (cells: readonly Cell[], message: RegExp, asked?: Asked) =>
  expect(() => kindOf(cells, asked)).to.throw(DataError, message);
const range = <Value>(count: number, value: (i: number) => Value): Value[] =>
  Array.from({length: count}, (_, i) => value(i));

describe('what a column is', () => {
  it('is told by all of its cells', () => {
    expect(kindOf(['1', null, '2.5'])).to.equal('number');
    expect(kindOf(range(1500, (i) => i / 2))).to.equal('number');
    expect(kindOf(['true', 'False', null])).to.equal('boolean');
    expect(kindOf(['p', 'q', 'p', 'q'])).to.equal('category');
    expect(kindOf(['true', 'maybe', 'true', 'maybe'])).to.equal('category');
    expect(kindOf(['2024-05-31', 'none', '2024-05-31', 'none'])).to.equal('category');
  });

  it('is a category where the caller says so, whatever it looks like', () => {
    for (const cells of [
      ['1', '2'],
      ['2024-05-31', '2024-06-01'],
      ['1', 'x'],
      ['01', '02', '03', '04', '05'],
    ])
      expect(kindOf(cells, {named: true})).to.equal('category');
    refused(
      range(1500, (i) => i),
      /^t: column "a": more than 1000 different values are no categories; leave it out/,
      {
        named: true,
      },
    );
  });

  it('is nothing where no row has a value', () => {
    refused([null, 'NA', ''], /^t: column "a": no row has a value; leave it out with ignore: \["a"\] \(--ignore a\)$/);
  });

  it('is no mixture of numbers and texts', () => {
    refused(
      ['1', '2', 'x', 'y'],
      /^t: row 3, column "a": found "x" in a column that has numbers too; .*--categories a.*--ignore a/,
    );
    refused(['x', '1'], /^t: row 1, column "a": found "x"/);
    refused(['1,5', 'x', '1,5', 'x'], /^t: row 2, column "a": found "x"/);
    // Beside a text, what has the mark of a number counts as one.
    refused(['x', '1,5', 'x', '1,5'], /^t: row 1, column "a": found "x" in a column that has numbers too/);
    refused([...range(1500, (i) => i), 'x'], /^t: row 1501, column "a": found "x"/);
    refused(
      [...range(1500, (i) => i), '1,5'],
      /^t: row 1501, column "a": "1,5" has a decimal comma; write numbers with a point, or give decimal: ',' \(--decimal ,\)$/,
    );
    refused(
      [...range(1500, (i) => i), '012'],
      /row 1501, .*"012" begins with 0.*; otherwise name the column in categories/,
    );
    refused(['p', ...range(1500, (i) => `${i}`)], /^t: row 1, column "a": found "p"/);
  });

  it('has no cells that are nearly numbers, of which the clear one is told of', () => {
    refused(['1', '1,500', '2,5'], /^t: row 3, column "a": "2,5" has a decimal comma; .*, or leave it out with ignore/);
    refused(
      ['1', '1,500'],
      /^t: row 2, column "a": "1,500" has a comma, which may be that of decimals or of thousands/,
    );
    refused(['1,500', '2,500'], /^t: row 1, column "a": "1,500" has a comma/);
    refused(
      ['1', '01'],
      /^t: row 2, column "a": "01" begins with 0.*; otherwise name the column in categories.* or leave it/,
    );
    refused(
      ['5', '6'],
      /^t: row 1, column "a": "5" is a number written as a text; .*, or name the column in categories/,
      {
        typed: true,
      },
    );
    refused(['3', '5%'], /"5%" has a unit; write the number alone, or leave it out with ignore/);
  });

  it('has no infinite numbers', () => {
    refused([1, -Infinity], /^t: row 2, column "a": -Infinity is infinite, or too large for a number/);
    for (const [number, at] of [
      [Infinity, 700],
      [-Infinity, 0],
    ] as const) {
      const cells: Cell[] = range(1500, (i) => i / 2);
      cells[at] = number;
      refused(cells, new RegExp(`^t: row ${at + 1}, column "a": the number is infinite, or too large for a number`));
    }
  });

  it('is no date', () => {
    refused(['2024-05-31', null, '2024-06-01'], /^t: row 1, column "a": "2024-05-31" is a date or time/);
    refused(
      [null, 20240510, 20240601],
      /^t: row 2, column "a": 20240510 is a date or time.*; of amounts, another unit$/,
    );
    expect(kindOf([20240510, 20240699])).to.equal('number');
    expect(kindOf([20240510], {use: 'known'})).to.equal('number');
    refused([20240510, 20240601], /is a date or time/, {use: 'target'});
  });

  it('has no points that may be of thousands, of a table that is known too', () => {
    for (const use of ['input', 'known'] as const)
      refused(['950', '1.100'], /^t: row 2, column "a": "1\.100", as all numbers/, {points: true, use});
  });

  it('has no texts that almost every row has to itself, unless it is named or the target', () => {
    const own = range(4, (i) => `t${i}`);
    refused(
      own,
      /^t: column "a": 4 different texts in 4 rows, as of a name or an id, .*--ignore a\), or name the column/,
    );
    refused([...own, null], /4 different texts in 4 rows/);
    expect(kindOf(own.slice(1))).to.equal('category');
    expect(kindOf([...own, 't0'])).to.equal('category');
    expect(kindOf(own, {named: true})).to.equal('category');
    for (const use of ['target', 'known'] as const) expect(kindOf(own, {use})).to.equal('category');
    const texts = (different: number, rows: number) => range(rows, (i) => `t${i % different}`);
    expect(kindOf(texts(20, 39))).to.equal('category');
    refused(texts(21, 41), /21 different texts in 41 rows/);
    expect(kindOf(texts(21, 42))).to.equal('category');
    refused(texts(1500, 3000), /^t: column "a": more than 1000 different texts are no categories; leave it out/);
  });
});
