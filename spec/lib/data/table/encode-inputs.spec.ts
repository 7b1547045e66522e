import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import type {Cell} from '../../../../lib/data/table/cells.ts';
import type {TableEncoder} from '../../../../lib/data/table/encoder.ts';
import {all, encoderOf, other} from '../support/encoder-of.ts';

describe('the inputs of rows', () => {
  it('encodes rows of the table and of another, filling in the mean where asked for', () => {
    const rows = [
      [1, 'p', 0.5],
      [3, 'q', 1.5],
      [null, null, 2.5],
      [5, 'p', 3.5],
    ];
    const {plan, encoder} = encoderOf(['a', 'c', 'k'], rows, {missing: 'mean'});
    const step = Math.fround(2 / 1.632993161855452);
    expect([...encoder.inputs(plan.table, Int32Array.of(2, 0))]).to.deep.equal([0, 1, 0, 0, -step, 0, 1, 0]);
    const turned = other(
      ['c', 'a'],
      [
        ['q', 5],
        [null, null],
      ],
    );
    expect([...encoder.inputs(turned, all(turned))]).to.deep.equal([step, 0, 0, 1, 0, 1, 0, 0]);
    const empty = other(['c', 'a'], [['q', null]]);
    expect([...encoder.inputs(empty, all(empty))]).to.deep.equal([0, 0, 0, 1]);
  });

  it('refuses a cell without a value where nothing is filled in, or where no row to train with lacked one', () => {
    const rows = [
      [1, 'p', 0.5],
      [3, 'q', 1.5],
      [5, 'p', 2.5],
    ];
    const strict = encoderOf(['a', 'c', 'k'], rows).encoder;
    const filling = encoderOf(['a', 'c', 'k'], rows, {missing: 'mean'}).encoder;
    const refused = (encoder: TableEncoder, row: readonly Cell[], message: RegExp) => {
      const table = other(['a', 'c'], [[1, 'p'], row]);
      expect(() => encoder.inputs(table, all(table))).to.throw(DataError, message);
    };
    const fill = "there is no value; fill it in, leave the row out, or give missing: 'mean' \\(--missing mean\\)$";
    refused(strict, [null, 'p'], new RegExp(`^other: row 2, column "a": ${fill}`));
    refused(strict, [1, null], new RegExp(`^other: row 2, column "c": ${fill}`));
    refused(
      filling,
      [1, null],
      /^other: row 2, column "c": there is no value, and no row of the training table lacks one there/,
    );
    refused(
      strict,
      [1, 'z'],
      /^other: row 2, column "c": "z" is not among those that the training table has: "p", "q"; correct it/,
    );
    const lacking = other(['a', 'c'], [[null, 'p']]);
    // The mean of the training part.
    expect(filling.inputs(lacking, all(lacking))[0]).to.equal(0);
  });

  it('refuses a number so far away that it is infinite as a standardised number of float32', () => {
    const {encoder} = encoderOf(
      ['a', 'k'],
      [
        [1, 0.5],
        [3, 1.5],
        [5, 2.5],
      ],
    );
    const table = other(
      ['a', 'k'],
      [
        [1, 1],
        [1e300, -1e300],
      ],
    );
    expect(() => encoder.inputs(table, all(table))).to.throw(
      DataError,
      /^other: row 2, column "a": 1e\+300 is so far from the others \(mean 3, deviation 1\.63\d*\) that it is infinite/,
    );
    expect(() => encoder.targets(table, all(table))).to.throw(
      DataError,
      /^other: row 2, column "k": -1e\+300 is so far from the others \(mean 1\.5, deviation 0\.81\d*\)/,
    );
    const first = other(['a', 'k'], [[1, 1e300]]);
    expect(() => encoder.targets(first, all(first))).to.throw(DataError, /^other: row 1, column "k"/);
  });

  it('refuses another table whose column is of another kind', () => {
    const {encoder} = encoderOf(
      ['a', 'b', 'k'],
      [
        [1, true, 0.5],
        [3, false, 1.5],
        [5, true, 2.5],
      ],
    );
    const refused = (row: readonly Cell[], message: RegExp) => {
      const table = other(['a', 'b', 'k'], [row]);
      expect(() => encoder.inputs(table, all(table))).to.throw(DataError, message);
    };
    refused(['x', true, 1], /^other: row 1, column "a": found "x"; expected a number, as in the training table$/);
    refused([1, 5, 1], /^other: row 1, column "b": found "5"; expected a boolean, as in the training table$/);
    const target = other(['a', 'b', 'k'], [[1, true, 'x']]);
    expect(() => encoder.targets(target, all(target))).to.throw(
      DataError,
      /^other: row 1, column "k": found "x"; expected a number/,
    );
    const none = other(['a', 'b', 'k'], []);
    expect(encoder.inputs(none, all(none)).length).to.equal(0);
    const texts = other(['a', 'b', 'k'], [['x', 'y', 1]]);
    expect(encoder.inputs(texts, Int32Array.of()).length).to.equal(0);
  });

  it('takes a thousand numbers and more of another table, and one that looks like a day', () => {
    const rows = Array.from({length: 1500}, (_, i) => [i + 20_240_000, i / 2] as const);
    const {plan, encoder} = encoderOf(
      ['a', 'k'],
      rows.map(([a, k], i) => [i % 2 ? a : 0, k]),
    );
    const turned = other(
      ['k', 'a'],
      rows.map(([a, k], i) => [k, i % 2 ? a : 0]),
    );
    expect(encoder.inputs(turned, all(turned))).to.deep.equal(encoder.inputs(plan.table, plan.rows));
    const day = other(['a'], [[20_240_510]]);
    expect(encoder.inputs(day, all(day)).length).to.equal(1);
  });
});
