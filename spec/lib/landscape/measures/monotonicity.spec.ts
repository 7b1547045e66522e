import {expect} from 'chai';
import {array, assert, double, property} from 'fast-check';
import {monotonicity} from '../../../../lib/landscape/index.ts';

/** By its definition: over all pairs of points. */
function largestRise(losses: readonly number[]): number {
  let most = 0;
  for (let i = 0; i < losses.length; i++)
    for (let j = i; j < losses.length; j++) most = Math.max(most, losses[j]! - losses[i]!);
  return most;
}

describe('monotonicity', () => {
  it('finds a falling loss monotone, also where it stands still', () => {
    expect(monotonicity([3, 2, 2, 0, -1])).to.deep.equal({
      monotone: true,
      largestBump: 0,
      at: null,
      from: null,
      fraction: 1,
    });
  });

  it('measures a bump from before its rise to its top, over dips that do not close it', () => {
    const {monotone, largestBump, at, from, fraction} = monotonicity([5, 1, 3, 2, 4, 0.5]);
    expect({monotone, largestBump, at, from}).to.deep.equal({monotone: false, largestBump: 3, at: 0.8, from: 0.2});
    expect(fraction).to.equal(3 / 5);
  });

  it('counts a rise at the last point alone', () => {
    expect(monotonicity([2, 1, 0, 0.25])).to.include({monotone: false, largestBump: 0.25, at: 1, from: 2 / 3});
  });

  it('begins a bump where the loss last was lowest, and takes the first of equal ones', () => {
    expect(monotonicity([1, 2])).to.include({at: 1, from: 0});
    expect(monotonicity([2, 1, 1, 3, 4])).to.include({largestBump: 3, at: 1, from: 0.5});
    expect(monotonicity([1, 2, 0, 1, 0])).to.include({largestBump: 1, at: 0.25, from: 0});
  });

  it('forgives what the tolerance forgives', () => {
    expect(monotonicity([1, 0, 1e-4], {tolerance: 1e-3}).monotone).to.equal(true);
    expect(monotonicity([1, 0, 2e-3], {tolerance: 1e-3}).monotone).to.equal(false);
  });

  it('keeps NaN and infinity', () => {
    const lost = monotonicity([1, NaN, 0], {alphas: [0, 0.5, 1]});
    expect(lost.largestBump).to.be.NaN;
    expect(lost).to.include({monotone: false, at: 0.5});
    expect(monotonicity([NaN, 1, 0])).to.deep.include({monotone: false, largestBump: NaN, at: 0, from: null});
    expect(monotonicity([Infinity, Infinity, 1])).to.include({monotone: true, largestBump: 0});
    expect(monotonicity([1, Infinity, 0]).largestBump).to.equal(Infinity);
  });

  it('is the greatest rise between any two points', () => {
    assert(
      property(array(double({min: -10, max: 10, noNaN: true}), {minLength: 2, maxLength: 30}), (losses) => {
        expect(monotonicity(losses).largestBump).to.equal(largestRise(losses));
      }),
    );
  });

  it('refuses what is no path', () => {
    expect(() => monotonicity([1])).to.throw(RangeError, /^monotonicity: losses .* at least two/);
    expect(() => monotonicity('no' as never)).to.throw(TypeError, /array of numbers/);
    expect(() => monotonicity([1, null as never])).to.throw(TypeError, /losses\[1\] must be a number, received null/);
    expect(() => monotonicity([1, 2], {alphas: [0]})).to.throw(RangeError, /as many as the losses/);
    expect(() => monotonicity([1, 2], {alphas: [1, 0]})).to.throw(RangeError, /must increase, received \[1,0\]/);
    expect(() => monotonicity([1, 2], {tolerance: -1})).to.throw(RangeError, /^monotonicity: tolerance/);
    expect(() => monotonicity([1, 2], {alpha: []} as never)).to.throw(TypeError, /alpha/);
  });
});
