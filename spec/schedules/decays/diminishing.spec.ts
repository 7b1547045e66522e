import {expect} from 'chai';
import {diminishing} from '../../../schedules/decays/diminishing.ts';

describe('diminishing', () => {
  it('counts updates from 1', () => {
    expect([0, 1, 3].map(diminishing({a: 12, b: 2}))).to.deep.equal([4, 3, 2]);
    expect([0, 1, 3].map(diminishing({a: 1}))).to.deep.equal([1, 0.5, 0.25]);
  });

  it('brings the subgradient method on |x| to the minimum, where a constant rate goes on jumping', () => {
    const descend = (rate: (step: number) => number) => {
      let x = 2.3;
      for (let step = 0; step < 4000; step++) x -= rate(step) * Math.sign(x);
      return Math.abs(x);
    };
    expect(descend(diminishing({a: 1, b: 1}))).to.be.lessThan(1e-3);
    expect(descend(() => 0.2)).to.be.greaterThan(0.05);
    // Sums to 2 in all, so that it stalls 0.3 short.
    expect(descend((step) => 0.5 ** step)).to.be.closeTo(0.3, 1e-9);
  });

  it('refuses bad arguments', () => {
    expect(() => diminishing({a: -1, b: 0})).to.throw(RangeError, 'diminishing: a must be a finite number >= 0');
    expect(() => diminishing({a: 1, b: -1})).to.throw(RangeError, 'b must be a finite number >= 0');
    expect(() => diminishing({b: 1} as never)).to.throw(TypeError, 'a must be');
    expect(() => diminishing({a: 1, c: 1} as never)).to.throw(TypeError, 'unknown option "c"');
  });
});
