import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import {all, encoderOf, other} from '../support/encoder-of.ts';

describe('what becomes of a column', () => {
  it('says which value a column has alone', () => {
    for (const [cell, words] of [
      [true, 'every row to train with has true'],
      [false, 'every row to train with has false'],
      ['x', 'every row has "x"'],
    ] as const) {
      const {columns} = encoderOf(
        ['a', 'b', 'k'],
        [
          [cell, 1, 0.5],
          [cell, 2, 1.5],
        ],
      ).encoder;
      expect(columns[0]!.words).to.equal(`left out: ${words}`);
    }
    expect(() =>
      encoderOf(
        ['a', 'k'],
        [
          [1, 0.5],
          [1, 1.5],
        ],
      ),
    ).to.throw(
      DataError,
      'table: every column beside the target has one value only, and nothing can be learned from it',
    );
  });

  it('takes means from the rows to train with, and names of categories from all', () => {
    const rows = [
      [1, 'p', 0.5],
      [3, 'q', 1.5],
      [99, 'r', 9.5],
    ];
    const {encoder} = encoderOf(['a', 'c', 'k'], rows, {categories: ['c']}, Int32Array.of(0, 1));
    expect([encoder.columns[0]!.mean, encoder.columns[1]!.categories, encoder.scaling!.mean]).to.deep.equal([
      2,
      ['p', 'q', 'r'],
      [1],
    ]);
  });

  it('refuses the word of no value beside rows without one', () => {
    const rows = [
      [1, 'missing', 0.5],
      [3, null, 1.5],
      [5, 'p', 2.5],
    ];
    expect(() => encoderOf(['a', 'c', 'k'], rows, {missing: 'mean'})).to.throw(
      DataError,
      /^table: row 2, column "c": there is no value, and row 1 has "missing", which is the name of the category without values/,
    );
    const word = encoderOf(
      ['a', 'c', 'k'],
      [
        [1, 'missing', 0.5],
        [3, 'p', 1.5],
      ],
    ).encoder;
    expect(word.columns[1]!.categories).to.deep.equal(['missing', 'p']);
    const lacking = other(['a', 'c'], [[1, null]]);
    expect(() => word.inputs(lacking, all(lacking))).to.throw(DataError, /there is no value; fill it in/);
  });

  it('refuses columns whose numbers cannot be standardised', () => {
    const near = [1e9, 1e9 + 2e-7];
    expect(() =>
      encoderOf(
        ['a', 'k'],
        near.map((a, i) => [a, i + 0.5]),
      ),
    ).to.throw(
      DataError,
      /^table: column "a": its numbers lie between .* so near together .*; subtract 1000000000 from each, or leave the column out/,
    );
    expect(() =>
      encoderOf(
        ['a', 'k'],
        near.map((k, i) => [i, k]),
        {task: 'regression'},
      ),
    ).to.throw(DataError, /^table: column "k": its numbers lie between .* so near together/);
    expect(() =>
      encoderOf(
        ['a', 'k'],
        [
          [1, 2.5],
          [2, 2.5],
        ],
      ),
    ).to.throw(
      DataError,
      'table: column "k": every row to train with has the target 2.5; expected numbers that differ',
    );
    expect(() =>
      encoderOf(
        ['a', 'k'],
        [
          [1, 0.5],
          [null, 1.5],
        ],
        {missing: 'mean'},
        Int32Array.of(1),
      ),
    ).to.throw(
      DataError,
      /^table: column "a": no row of the training part has a value, so that it has no mean; leave the column out with ignore/,
    );
  });
});
