import {expect} from 'chai';
import {estimate, intervalFactor, times} from '../../../lib/curvature/estimate.ts';

describe('estimate', () => {
  it('has the standard error of the mean', () => {
    expect(estimate([1, 3])).to.deep.equal({value: 2, standardError: 1});
    expect(estimate([5])).to.deep.equal({value: 5, standardError: null});
    expect(times({value: 2, standardError: 1}, -3)).to.deep.equal({value: -6, standardError: 3});
  });

  it("has the 97.5 % points of Student's t", () => {
    // From tables: 4, 9, 29 and 999 degrees of freedom.
    for (const [draws, t] of [
      [5, 2.776],
      [10, 2.262],
      [30, 2.045],
      [1000, 1.962],
    ] as const) {
      expect(intervalFactor(draws)).to.be.closeTo(t, 0.01 * t);
    }
  });
});
