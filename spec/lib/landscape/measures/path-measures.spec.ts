import {expect} from 'chai';
import {pathMeasures} from '../../../../lib/landscape/index.ts';

describe('pathMeasures', () => {
  it('judges the part between the ends, and looks for the least loss everywhere', () => {
    const measures = pathMeasures([9, 4, 1, 2, 0, -3], {alphas: [-1, 0, 0.5, 0.75, 1, 1.5]});
    expect(measures).to.deep.equal({
      monotone: false,
      largestBump: 1,
      bumpAt: 0.75,
      fractionMonotone: 2 / 3,
      localConvexity: 0.5,
      globalConvexity: 0.5,
      barrier: 1,
      argmin: 1.5,
    });
  });

  it('takes zero and negative losses as they are', () => {
    expect(pathMeasures([0, 0, 0])).to.include({monotone: true, largestBump: 0, barrier: 0, argmin: 0});
    expect(pathMeasures([0, -1, -2])).to.include({monotone: true, argmin: 1});
    expect(pathMeasures([NaN, NaN]).argmin).to.equal(null);
    expect(pathMeasures([NaN, 2]).argmin).to.equal(1);
  });

  it('needs two points between the ends', () => {
    expect(() => pathMeasures([1, 2], {alphas: [-1, 0.5]})).to.throw(RangeError, /add 0 and 1/);
    expect(() => pathMeasures([1])).to.throw(RangeError, /^pathMeasures: losses must/);
  });
});
