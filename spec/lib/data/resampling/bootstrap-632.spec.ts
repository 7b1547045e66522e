import {expect} from 'chai';
import {bootstrap632} from '../../../../lib/data/resampling/bootstrap-632.ts';

describe('bootstrap632', () => {
  it('weighs accuracies out of the sample and on all examples', () => {
    // .632 * (.7 + .8 + .6) / 3 + .368 * .95
    expect(bootstrap632([0.7, 0.8, 0.6], 0.95)).to.be.closeTo(0.4424 + 0.3496, 1e-12);
    expect(bootstrap632([0.5], 1)).to.be.closeTo(0.684, 1e-12);
    expect(bootstrap632([1, 1], 1)).to.be.closeTo(1, 1e-12);
    expect(bootstrap632([0, 0], 0)).to.equal(0);
  });

  it('refuses what are no accuracies', () => {
    expect(() => bootstrap632([], 1)).to.throw(RangeError, /outOfBag must have at least 1 element/);
    expect(() => bootstrap632([0.5, Number.NaN], 1)).to.throw(RangeError, /outOfBag\[1\] must be .* received NaN/);
    expect(() => bootstrap632([50], 1)).to.throw(RangeError, /outOfBag\[0\] must be .* >= 0 and <= 1, received 50/);
    expect(() => bootstrap632([0.5], 1.1)).to.throw(RangeError, /all must be .* received 1\.1/);
  });
});
