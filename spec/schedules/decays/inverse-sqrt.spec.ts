import {expect} from 'chai';
import {inverseSqrt} from '../../../schedules/decays/inverse-sqrt.ts';

describe('inverseSqrt', () => {
  it('counts updates from 1', () => {
    expect([0, 3, 8, 99].map(inverseSqrt(6))).to.deep.equal([6, 3, 2, 0.6]);
  });

  it('brings the subgradient method on |x| near the minimum', () => {
    const rate = inverseSqrt(0.5);
    let x = 2.3;
    for (let step = 0; step < 10000; step++) x -= rate(step) * Math.sign(x);
    expect(Math.abs(x)).to.be.at.most(rate(9999));
  });

  it('refuses bad arguments', () => {
    expect(() => inverseSqrt(-1)).to.throw(RangeError, 'inverseSqrt: a must be a finite number >= 0, received -1');
  });
});
