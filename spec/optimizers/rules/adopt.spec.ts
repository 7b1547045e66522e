import {expect} from 'chai';
import {adopt} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

describe('adopt', () => {
  it('only looks at the first gradient, then divides by it', () => {
    const path = trace(adopt(0.1, {beta1: 0}), 1, [4, 2]);
    expect(path[0]).to.equal(1);
    expect(path[1]).to.be.closeTo(1 - 0.05, 1e-6);
  });

  it('clips what is divided, less and less', () => {
    const clipped = trace(adopt(0.1, {beta1: 0, beta2: 0.9999, clipPower: 1}), 0, [1e-3, 5, 5e3]);
    expect(clipped[1]).to.be.closeTo(-0.1, 1e-6);
    expect(clipped[2]! - clipped[1]!).to.be.closeTo(-0.2, 1e-6);
  });

  it('divides by epsilon at least, and moves nothing where both are 0', () => {
    expect(trace(adopt(0.1, {beta1: 0, epsilon: 10}), 0, [1, 5])[1]).to.be.closeTo(-0.05, 1e-6);
    expect(trace(adopt(0.1, {epsilon: 0}), 0, [0, 5])).to.deep.equal([0, 0]);
  });

  it('refuses numbers below 0', () => {
    expect(() => adopt(0.1, {clipPower: -1})).to.throw(RangeError, /clipPower/);
  });
});
