import {expect} from 'chai';
import {ExpectedNumbers} from '../../../../lib/native/record/expected-numbers.ts';

describe('ExpectedNumbers', () => {
  it('come in their order, then the repeated one, until the end', () => {
    const numbers = new ExpectedNumbers();
    numbers.expect(2, {rate: 0.1, gain: 3}, 3);
    const names = [3, 0.1, Math.fround(0.1), 3, 3, 3].map((value) => {
      const feed = numbers.take(value);
      return feed?.kind === 'number' ? `${feed.update} ${feed.name}` : null;
    });
    expect(names).to.deep.equal([null, null, '2 rate', '2 gain', '2 shrinkage', '2 shrinkage']);
    numbers.end();
    expect(numbers.take(3)).to.equal(null);
  });

  it('must all come, or none', () => {
    const numbers = new ExpectedNumbers();
    numbers.expect(0, {a: 1, b: 2}, null);
    numbers.end();
    numbers.expect(0, {a: 1, b: 2}, null);
    numbers.take(1);
    expect(() => numbers.end()).to.throw('internal: the number "b" of an update was not recorded');
  });
});
