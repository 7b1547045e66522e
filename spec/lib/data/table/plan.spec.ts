import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import type {Cell} from '../../../../lib/data/table/cells.ts';
import {columnTable} from '../../../../lib/data/table/column-table.ts';
import {type PlanOptions, planTable} from '../../../../lib/data/table/plan.ts';

const range = <Value>(count: number, value: (i: number) => Value): Value[] =>
  Array.from({length: count}, (_, i) => value(i));
const plan = (columns: readonly string[], rows: readonly (readonly Cell[])[], options: Partial<PlanOptions> = {}) =>
  planTable(columnTable({columns, rows}), {
    target: 'k',
    missing: 'refuse',
    ignore: [],
    categories: [],
    keep: [],
    ...options,
  });
const refused = (
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  message: RegExp,
  options: Partial<PlanOptions> = {},
) => expect(() => plan(columns, rows, options)).to.throw(DataError, message);

describe('the plan of a table', () => {
  const leftOut = (name: string, cell: (i: number) => Cell, count = 10) => {
    const rows = range(count, (i) => [cell(i), (i * 7) % 5, i % 2]);
    const [reason = null, way] = plan([name, 'b', 'k'], rows).leftOut.get(0)?.split('; ') ?? [];
    if (reason !== null) expect(way).to.equal(`keep: ["${name}"] (--keep ${name}) keeps it`);
    return reason;
  };

  it('leaves out what counts ten rows at least', () => {
    expect(leftOut('a', (i) => i)).to.equal('it counts the rows');
    expect(leftOut('a', (i) => i + 1)).to.equal('it counts the rows');
    expect(leftOut('a', (i) => i + 2)).to.equal('it counts the rows from 2');
    expect(leftOut('a', (i) => i, 1500)).to.equal('it counts the rows');
    expect(leftOut('a', (i) => i, 9)).to.equal(null);
    expect(leftOut('a', (i) => i + 0.5)).to.equal(null);
    expect(leftOut('a', (i) => (i === 9 ? 8 : i))).to.equal(null);
    const shuffled = 'it numbers the rows in another order';
    expect(leftOut('a', (i) => (i * 7) % 10)).to.equal(shuffled);
    expect(leftOut('a', (i) => 10 - i)).to.equal(shuffled);
    expect(leftOut('a', (i) => 1 + ((i * 7) % 1500), 1500)).to.equal(shuffled);
    expect(leftOut('a', (i) => (i * 7) % 9, 9)).to.equal(null);
    // From another number, one twice, one beyond the range, a fraction, one missing.
    expect(leftOut('a', (i) => 11 - i)).to.equal(null);
    expect(leftOut('a', (i) => (i === 0 ? 9 : 10 - i))).to.equal(null);
    expect(leftOut('a', (i) => (i === 0 ? 11 : 10 - i))).to.equal(null);
    expect(leftOut('a', (i) => (i === 0 ? 9.5 : 10 - i))).to.equal(null);
    // Steps of 1 that float64 does not have.
    expect(leftOut('a', (i) => 2 ** 53 + i, 12)).to.equal(null);
  });

  it('leaves out the index of pandas by its name, and no name that is like it', () => {
    const even = (i: number) => 2 * i;
    for (const name of ['__index_level_0__', '__index_level_12__'])
      expect(leftOut(name, even)).to.equal('it is the index that pandas writes');
    for (const name of ['x__index_level_0__', '__index_level_0__x', '__index_level___'])
      expect(leftOut(name, even)).to.equal(null);
  });

  it('counts no rows in a column of categories, and ignores columns as asked for', () => {
    const rows = range(12, (i) => [i % 3, i, i % 2]);
    const {inputs, leftOut: out} = plan(['a', 'id', 'k'], rows, {categories: ['a'], ignore: ['id']});
    expect(inputs).to.deep.equal([{index: 0, name: 'a', kind: 'category'}]);
    expect([...out]).to.deep.equal([[1, 'as asked for']]);
    const counted = plan(
      ['id', 'k'],
      range(12, (i) => [i, i % 2]),
      {categories: ['id']},
    );
    expect(counted.inputs).to.deep.equal([{index: 0, name: 'id', kind: 'category'}]);
  });

  it('uses all rows, or those that have all values', () => {
    const rows = [
      [1, 0.5],
      [null, 1.5],
      [3, null],
      [4, 2.5],
    ];
    expect([...plan(['a', 'k'], rows, {missing: 'drop'}).rows]).to.deep.equal([0, 3]);
    expect([
      ...plan(
        ['a', 'k'],
        [
          [1, 0.5],
          [null, 1.5],
        ],
        {missing: 'mean'},
      ).rows,
    ]).to.deep.equal([0, 1]);
    expect([
      ...plan(
        ['a', 'b', 'k'],
        [
          [1, null, 0.5],
          [2, 3, 1.5],
        ],
        {ignore: ['b']},
      ).rows,
    ]).to.deep.equal([0, 1]);
  });

  it('tells of the first cell without a value, and of how many there are', () => {
    const rows = [
      [1, 2, 0.5],
      [1, null, 1.5],
      [null, null, 2.5],
    ];
    refused(
      ['a', 'b', 'k'],
      rows,
      /^table: row 2, column "b": there is no value \(3 such cells in all\); fill it in, or give missing: 'mean'/,
    );
    refused(
      ['a', 'k'],
      [
        [1, 0.5],
        [null, 1.5],
      ],
      /row 2, column "a": there is no value \(1 such cell in all\)/,
    );
    refused(
      ['a', 'k'],
      [
        [null, 0.5],
        [1, null],
        [2, 1.5],
      ],
      /^table: row 2, column "k": .*\(2 such cells in all\); a target cannot be made up; .*--missing drop/,
      {missing: 'mean'},
    );
  });

  it('offers what can be done about missing values', () => {
    const both = [
      [1, 'p', 0.5],
      [null, 'q', 1.5],
      [2, null, null],
      [3, 'p', 2.5],
    ];
    refused(
      ['a', 'b', 'k'],
      both,
      /row 2, column "a": .*; fill it in, or leave such rows out with missing: 'drop' \(--missing drop\): the target "k" lacks values too, and cannot/,
    );
    refused(
      ['a', 'b', 'k'],
      [[1, 'p', null], ...both],
      /row 1, column "k": .*; a target cannot be made up; leave such/,
    );
    const whole = both.map(([a, b], i) => [a ?? 7, b ?? null, i / 2]);
    refused(
      ['a', 'b', 'k'],
      whole,
      /row 3, column "b": .*missing: 'mean' \(--missing mean\) for a category of its own, or/,
    );
    refused(
      ['b', 'a', 'k'],
      both.slice(0, 2).map(([a, b, k]) => [b!, a!, k!]),
      /"a": .*for the mean of the column, or/,
    );
  });

  it('refuses a column of too many texts, which counts no rows', () => {
    const rows = range(1500, (i) => [`t${i}`, i / 2]);
    refused(['a', 'k'], rows, /^table: column "a": more than 1000 different texts are no categories/);
  });

  it('refuses a table that leaves nothing to learn from', () => {
    refused(['a', 'k'], [], /^table: there are no rows under the header; expected one for each example$/);
    refused(
      ['a', 'k'],
      [
        [null, 1],
        [1, null],
      ],
      /^table: every one of the 2 rows lacks a value, and missing: 'drop' leaves none/,
      {
        missing: 'drop',
      },
    );
    refused(['a', 'k'], [[1, 2]], /^table: column "k" is the target and cannot be ignored, too$/, {ignore: ['k']});
    refused(['a', 'k'], [[1, 2]], /^table: there is no column beside the target "k"/, {ignore: ['a']});
    refused(['a', 'k'], [[1, 2]], /^table: there is no column "z", the one of categories/, {categories: ['z']});
    refused(['a', 'k'], [[1, 2]], /^table: there is no column "z", the one to ignore/, {ignore: ['z']});
    refused(['a', 'k'], [[1, 2]], /^table: there is no column "z", the target/, {target: 'z'});
  });
});
