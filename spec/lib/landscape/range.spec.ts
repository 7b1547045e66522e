import {expect} from 'chai';
import {linearRange, parseRange, toNumbers} from '../../../lib/landscape/range.ts';

describe('linearRange', () => {
  it('has both ends, and the round numbers between them, exactly', () => {
    expect(linearRange(-0.5, 1.5, 5)).to.deep.equal([-0.5, 0, 0.5, 1, 1.5]);
    const fine = linearRange(-0.5, 1.5, 41);
    expect(fine).to.have.length(41).and.to.include.members([-0.5, 0, 1, 1.5, 0.35]);
    expect(linearRange(0.1, 0.7, 7)).to.deep.equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
    expect(linearRange(1 / 3, 2 / 3, 2)).to.deep.equal([1 / 3, 2 / 3]);
    expect(linearRange(2, -2, 3)).to.deep.equal([2, 0, -2]);
    expect(linearRange(1, 1, 1)).to.deep.equal([1]);
  });

  it('refuses one point between two ends', () => {
    expect(() => linearRange(0, 1, 1)).to.throw(RangeError, /count must be a whole number >= 2, received 1/);
    expect(() => linearRange(0, NaN, 3)).to.throw(RangeError, /to must be a finite number, received NaN/);
  });
});

describe('parseRange', () => {
  it('reads ranges and lists', () => {
    expect(parseRange('-1:1:3')).to.deep.equal([-1, 0, 1]);
    expect(parseRange('0,0.25,1')).to.deep.equal([0, 0.25, 1]);
  });

  for (const text of ['', '0:1', '0:1:2:3', '0:1:x', '0:1:1', '0:1:2.5', '0::3', '0,,1'])
    it(`refuses "${text}"`, () => expect(() => parseRange(text)).to.throw(RangeError, /range must be from:to:count/));
});

describe('toNumbers', () => {
  it('takes both forms and names what is wrong', () => {
    expect(toNumbers('f', 'alphas', '0:1:2')).to.deep.equal([0, 1]);
    expect(toNumbers('f', 'alphas', [1, -2])).to.deep.equal([1, -2]);
    expect(() => toNumbers('f', 'alphas', '0:1')).to.throw(RangeError, /^f: alphas: range must be/);
    expect(() => toNumbers('f', 'alphas', [0, NaN])).to.throw(RangeError, /alphas\[1\] must be a finite number/);
    expect(() => toNumbers('f', 'alphas', [])).to.throw(RangeError, /at least one number/);
    expect(() => toNumbers('f', 'alphas', 3 as never)).to.throw(TypeError, /must be an array/);
  });
});
