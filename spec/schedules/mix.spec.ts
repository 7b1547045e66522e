import {expect} from 'chai';
import * as fc from 'fast-check';
import {halfWave, mix} from '../../schedules/mix.ts';

describe('mix', () => {
  it('is exact at both ends and outside them', () => {
    fc.assert(
      fc.property(
        fc.double({min: 0, max: 1e6, noNaN: true}),
        fc.double({min: 0, max: 1e6, noNaN: true}),
        (from, to) => {
          const outside = [-Infinity, -1, 0, 1, 2, Infinity].map((fraction) => mix(from, to, fraction));
          expect(outside).to.deep.equal([from, from, from, to, to, to]);
        },
      ),
    );
  });

  it('stays between the ends, and is the point between', () => {
    const number = fc.double({min: 0, max: 1, noNaN: true});
    fc.assert(
      fc.property(number, number, number, (from, to, fraction) => {
        const point = mix(from, to, fraction);
        expect(point).to.be.within(Math.min(from, to), Math.max(from, to));
        expect(point).to.be.closeTo(from + (to - from) * fraction, 1e-15);
      }),
    );
    expect(mix(2, 4, 0.25)).to.equal(2.5);
    // 0.1 * 0.8 + 0.1 * 0.2 is 0.10000000000000002.
    expect([0.2, 0.3].map((fraction) => mix(0.1, 0.1, fraction))).to.deep.equal([0.1, 0.1]);
  });
});

describe('halfWave', () => {
  it('falls from exactly 1 to exactly 0 and stays there', () => {
    expect([0, 1, 7].map(halfWave)).to.deep.equal([1, 0, 0]);
    expect(halfWave(1 / 3)).to.be.closeTo(0.75, 1e-15);
    expect(halfWave(1 / 2)).to.be.closeTo(0.5, 1e-15);
  });
});
