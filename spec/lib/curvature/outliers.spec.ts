import {expect} from 'chai';
import {countOutliers} from '../../../lib/curvature/index.ts';

describe('countOutliers', () => {
  it('counts what is above the widest relative gap', () => {
    expect(countOutliers([9, 8, 7, 1, 0.9])).to.deep.equal({count: 3, ratio: 7});
    expect(countOutliers([100, 10, 9])).to.deep.equal({count: 1, ratio: 10});
  });

  it('leaves out what is not positive, and has none of fewer than two', () => {
    expect(countOutliers([4, 2, 0, -5])).to.deep.equal({count: 1, ratio: 2});
    expect(countOutliers([4])).to.deep.equal({count: 0, ratio: 1});
    expect(countOutliers([])).to.deep.equal({count: 0, ratio: 1});
    expect(countOutliers([-1, -2])).to.deep.equal({count: 0, ratio: 1});
  });
});
