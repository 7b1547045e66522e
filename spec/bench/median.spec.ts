import {expect} from 'chai';
import {median} from '../../bench/median.ts';

describe('the median of the benchmark', () => {
  it('takes the middle of an odd number of values, whatever their order', () => {
    expect(median([9, 1, 5])).to.equal(5);
    expect(median([10, 9, 100])).to.equal(10);
  });

  it('takes the mean of the two in the middle of an even number', () => {
    expect(median([4, 100, 1, 2])).to.equal(3);
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).to.deep.equal([3, 1, 2]);
  });

  it('has no median of nothing', () => {
    expect(() => median([])).to.throw(RangeError, 'values must not be empty');
  });
});
