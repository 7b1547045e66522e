import {expect} from 'chai';
import {lars} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

describe('lars', () => {
  it('takes a first step as long as the rate times the coefficient times the variable, whatever the gradient is', () => {
    for (const g of [1e-4, 1, 1e6]) expect(trace(lars(10), 2, [g])[0]).to.be.closeTo(2 - 0.02, 1e-6);
  });

  it('takes the last step again, with the rate that it had', () => {
    const path = trace(lars(1, {momentum: 0.5, trustCoefficient: 0.1}), 1, [1, 1]);
    expect(path[0]).to.be.closeTo(0.9, 1e-6);
    expect(path[1]).to.be.closeTo(0.9 - 0.05 - 0.09, 1e-6);
  });

  it('takes the gradient as it is where the variable is 0', () => {
    expect(trace(lars(0.5), 0, [3])[0]).to.be.closeTo(-1.5, 1e-6);
  });

  it('has weight decay inside of the norm as a penalty', () => {
    // g + w = 0 moves nothing; off the value it does.
    expect(trace(lars(1, {weightDecay: 1, weightDecayForm: 'l2'}), 2, [-2])[0]).to.equal(2);
    expect(trace(lars(1, {weightDecay: 0.5}), 2, [-2])[0]).to.be.closeTo(1.001, 1e-6);
  });

  it('refuses numbers outside their ranges', () => {
    expect(() => lars(0.1, {momentum: 1})).to.throw(RangeError, /momentum/);
    expect(() => lars(0.1, {trustCoefficient: -1})).to.throw(RangeError, /trustCoefficient/);
  });
});
