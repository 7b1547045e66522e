import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import type {Cell} from '../../../../lib/data/table/cells.ts';
import {checkColumnNames, columnTable, listed, TableCollector} from '../../../../lib/data/table/column-table.ts';

const textTable = (columns: readonly string[], rows: readonly (readonly Cell[])[], points = false) => {
  const collector = new TableCollector(columns, false, points);
  for (const [index, row] of rows.entries()) collector.add(row, index + 2);
  return collector.finish('t.csv');
};
const range = <Value>(count: number, value: (i: number) => Value): Value[] =>
  Array.from({length: count}, (_, i) => value(i));

describe('a table by its columns', () => {
  it('gives rows back, texts that all write numbers as these', () => {
    const table = textTable(
      ['a', 'b', 'c', 'd'],
      [
        ['1', 'x', '1', 'true'],
        ['2.5', null, 'y', 'FALSE'],
        ['NA', 'z', '', ''],
      ],
    );
    expect([...table.rows]).to.deep.equal([
      [1, 'x', '1', true],
      [2.5, null, 'y', false],
      [null, 'z', null, null],
    ]);
    expect([...table.rows], 'a second time').to.have.length(3);
    expect([table.count, table.typed, Array.from(table.lines!)]).to.deep.equal([3, false, [2, 3, 4]]);
  });

  it('gives rows of many numbers back, and texts between them', () => {
    const table = textTable(['a', 't'], [...range(1500, (i) => [String(i / 2), `t${i}`]), ['x', 't0'], [null, 't1']]);
    const rows = [...table.rows];
    expect(rows.slice(0, 1500).map(([a]) => a)).to.deep.equal(range(1500, (i) => i / 2));
    expect(rows.slice(1500).map(([a]) => a)).to.deep.equal(['x', null]);
    expect(rows.map(([, t]) => t)).to.deep.equal(range(1502, (i) => (i <= 1000 ? `t${i}` : null)));
  });

  it('keeps texts of a typed table', () => {
    expect([...columnTable([{a: '1', b: 2}]).rows]).to.deep.equal([['1', 2]]);
    expect([...columnTable({columns: ['a'], rows: [['1']]}).rows]).to.deep.equal([['1']]);
    expect([columnTable([{a: 1}]).typed, columnTable({columns: ['a'], rows: [[1]]}).typed]).to.deep.equal([true, true]);
  });

  it('keeps few texts whose points are in doubt, and refuses many', () => {
    const few = textTable(['a'], [['1.100'], ['950']], true);
    expect([...few.rows]).to.deep.equal([['1.100'], ['950']]);
    const many = textTable(
      ['a', 'b'],
      range(1500, (i) => ['5', (1 + i / 250).toFixed(3)]),
      true,
    );
    expect(() => many.rows).to.throw(DataError, /^t\.csv: line 2, column "b": "1\.000", as all numbers/);
    expect([...textTable(['a'], [['1.100'], ['950']]).rows]).to.deep.equal([[1.1], [950]]);
  });

  it('names a place by the line, or by the row', () => {
    const table = textTable(['a'], [['1'], ['2']]);
    expect(table.error('wrong').message).to.equal('t.csv: wrong');
    expect(table.error('wrong', {row: 1}).message).to.equal('t.csv: line 3: wrong');
    expect(table.error('wrong', {column: 'a'}).message).to.equal('t.csv: column "a": wrong');
    const rows = columnTable([{a: 1}, {a: 2}]);
    expect(rows.error('wrong', {row: 1, column: 'a'}).message).to.equal('table: row 2, column "a": wrong');
    expect(rows).not.to.have.property('lines');
    const named = columnTable({columns: ['a'], rows: [[1], [2]], name: 'mine', lines: [5, 9]});
    expect(named.error('wrong', {row: 1}).message).to.equal('mine: line 9: wrong');
    expect(columnTable(named)).to.equal(named);
  });

  it('counts the lines of a row that is too long', () => {
    const given = {columns: ['a'], rows: [[1], [2, 3]], name: 'mine'};
    expect(() => columnTable(given)).to.throw(DataError, 'mine: row 2: there are 2 cells, expected 1, one a column');
    expect(() => columnTable({...given, lines: [5, 9]})).to.throw(DataError, 'mine: line 9: there are 2 cells');
  });

  it('takes a column that comes later, which rows before have no value in', () => {
    const collector = new TableCollector([], true);
    collector.addObject({a: 1}, 1);
    collector.addObject({b: 'x', a: 2}, 2);
    collector.addObject({b: 'y', toString: 5}, 4);
    const table = collector.finish('t.jsonl');
    expect(table.columns).to.deep.equal(['a', 'b', 'toString']);
    expect([...table.rows]).to.deep.equal([
      [1, null, null],
      [2, 'x', null],
      [null, 'y', 5],
    ]);
    expect(Array.from(table.lines!)).to.deep.equal([1, 2, 4]);
  });

  it('lists twenty names', () => {
    const names = range(21, (i) => `c${i}`);
    const quoted = range(20, (i) => `"c${i}"`).join(', ');
    expect(listed(names.slice(0, 20))).to.equal(quoted);
    expect(listed(names)).to.equal(`${quoted}, ... (21 in all)`);
  });

  it('refuses names that are empty or come twice', () => {
    const problem = (columns: readonly string[]) => {
      try {
        checkColumnNames('t', columns, 'line 1: ');
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(problem(['a', 'b'])).to.equal(null);
    expect(problem([])).to.equal('t: line 1: there are no columns; expected a name for each');
    expect(problem([''])).to.match(
      /^t: line 1: column 1 has no name; expected one for each of the 1 columns; write one$/,
    );
    expect(problem(['', 'a'])).to.match(/ column 1 has no name; .* 2 columns; write one$/);
    expect(problem(['a', '', 'b'])).to.match(/^t: line 1: column 2 has no name; .*; write one$/);
    expect(problem(['a', ''])).to.match(/^t: line 1: column 2 has no name; .* end with a separator, take these away$/);
    expect(problem(['a', 'b', 'c', 'b'])).to.equal(
      't: line 1: columns 2 and 4 are both called "b"; rename one of them',
    );
    expect(problem(['a', 'a'])).to.match(/columns 1 and 2 are both called "a"/);
  });
});
