import {expect} from 'chai';
import {mean, standardDeviation} from '../../../lib/base/statistics.ts';

describe('mean and standardDeviation', () => {
  it('are those of a sample', () => {
    expect(mean([2, 4, 4, 4, 5, 5, 7, 9])).to.equal(5);
    // sum of squares 32, 32 / 7
    expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).to.be.closeTo(2.13808993529939, 1e-14);
  });

  it('say where there is nothing to tell', () => {
    expect(mean([])).to.be.NaN;
    expect(standardDeviation([3])).to.equal(null);
    expect(standardDeviation([3, 3])).to.equal(0);
  });
});
