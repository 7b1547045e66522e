import {expect} from 'chai';
import {barrier} from '../../../../lib/landscape/index.ts';

describe('barrier', () => {
  it('is the height above the line between the ends', () => {
    expect(barrier([1, 4, 2])).to.deep.equal({height: 2.5, at: 0.5});
    expect(barrier([1, 4, 2], [0, 0.75, 1])).to.deep.equal({height: 2.25, at: 0.75});
    // A quarter of the way the line from 1 to 5 is at 2.
    expect(barrier([1, 4, 5], [-1, 0, 3])).to.deep.equal({height: 2, at: 0});
    expect(barrier([1, 4, 5], [1, 2, 5])).to.deep.equal({height: 2, at: 2});
    // -a (a - 1) above the line from 3 to 5.
    const alphas = Array.from({length: 11}, (_, i) => i / 10);
    const {height, at} = barrier(
      alphas.map((a) => 3 + 2 * a + a * (1 - a)),
      alphas,
    );
    expect(height).to.be.closeTo(0.25, 1e-12);
    expect(at).to.equal(0.5);
  });

  it('is zero, and never negative, for a path below the line', () => {
    expect(barrier([1, -3, 1])).to.deep.equal({height: 0, at: 0});
    expect(barrier([0, 0, 0]).height).to.equal(0);
  });

  it('keeps NaN and infinity', () => {
    expect(barrier([1, NaN, 1]).height).to.be.NaN;
    expect(barrier([1, Infinity, 1])).to.deep.equal({height: Infinity, at: 0.5});
    expect(barrier([NaN, 1, 1])).to.deep.equal({height: NaN, at: 0});
    expect(barrier([1, 1, NaN])).to.deep.equal({height: NaN, at: 0.5});
  });

  it('has none towards an end that is infinitely high', () => {
    for (const losses of [
      [Infinity, 1, 2],
      [2, 1, Infinity],
      [Infinity, 1, Infinity],
    ])
      expect(barrier(losses)).to.deep.equal({height: 0, at: 0});
  });

  it('refuses what is no path, by name', () => {
    expect(() => barrier([1])).to.throw(RangeError, /^barrier: losses must/);
  });
});
