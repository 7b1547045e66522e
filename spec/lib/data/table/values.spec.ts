import {expect} from 'chai';
import type {Cells} from '../../../../lib/data/table/cells.ts';
import {byCodePoint, hasValue, numbersOf, sorted, textsOf} from '../../../../lib/data/table/values.ts';

describe('the order of names', () => {
  it('is that of numbers where all are, and of code points otherwise', () => {
    expect(sorted(['10', '9', '-1', '1.5'])).to.deep.equal(['-1', '1.5', '9', '10']);
    expect(sorted(['b', 'a10', 'a9', 'B', 'b', 'é'])).to.deep.equal(['B', 'a10', 'a9', 'b', 'é']);
    // By code units the letter beyond 16 bits would come first.
    expect(sorted(['\u{1f600}', '\uff01'])).to.deep.equal(['\uff01', '\u{1f600}']);
    expect(sorted(['b', '10', '9'])).to.deep.equal(['10', '9', 'b']);
    expect(sorted(['1.0', '01', '1', '0'])).to.deep.equal(['0', '01', '1', '1.0']);
  });

  it('puts what another text begins with first', () => {
    expect(byCodePoint('ab', 'abc')).to.be.below(0);
    expect(byCodePoint('abc', 'ab')).to.be.above(0);
    expect(byCodePoint('ab', 'ab')).to.equal(0);
    expect(byCodePoint('b', 'abc')).to.be.above(0);
  });
});

describe('the values of a column', () => {
  const few: Cells = {form: 'few', codes: Int32Array.of(1, -1, 0, 2), values: [' 2.5', true, 'x'], doubtful: null};
  const numbers: Cells = {
    form: 'numbers',
    numbers: Float64Array.of(1.5, NaN, NaN),
    strays: new Map([[2, 'x']]),
    doubtful: null,
  };
  const many: Cells = {form: 'many', values: ['p', 'q'], firstRows: [0, 2]};

  it('are there or not', () => {
    expect([0, 1, 2, 3].map((row) => hasValue(few, row))).to.deep.equal([true, false, true, true]);
    expect([0, 1, 2].map((row) => hasValue(numbers, row))).to.deep.equal([true, false, true]);
    expect(hasValue(many, 7)).to.equal(true);
  });

  it('are numbers, 1 for true, and NaN for texts', () => {
    expect([...numbersOf(few, 4)]).to.deep.equal([1, NaN, 2.5, NaN]);
    expect(numbersOf(numbers, 3)).to.equal(numbers.numbers);
    expect([...numbersOf(many, 2)]).to.deep.equal([NaN, NaN]);
    const false_: Cells = {form: 'few', codes: Int32Array.of(0, 1), values: ['false', 7], doubtful: null};
    expect([...numbersOf(false_, 2)]).to.deep.equal([0, 7]);
  });

  it('are texts without spaces around them', () => {
    expect([0, 1, 2, 3].map(textsOf(few))).to.deep.equal(['true', null, '2.5', 'x']);
    expect([0, 1, 2].map(textsOf(numbers))).to.deep.equal(['1.5', null, 'x']);
    expect([0, 1, 2].map(textsOf(many))).to.deep.equal(['p', '...', 'q']);
  });
});
