import {expect} from 'chai';
import {exponentialDecay} from '../../../schedules/decays/exponential-decay.ts';

describe('exponentialDecay', () => {
  it('gives the values of the lecture: .2 e^(-.1 t)', () => {
    const rate = exponentialDecay(0.2, {k: 0.1});
    expect([1, 2, 3].map((step) => rate(step).toFixed(3))).to.deep.equal(['0.181', '0.164', '0.148']);
    expect(rate(0)).to.equal(0.2);
  });

  it('falls, where the formula as printed in one lecture, a0^(-kt), grows', () => {
    expect(0.2 ** -0.1).to.be.closeTo(1.1746, 1e-4);
    expect(exponentialDecay(0.2, {k: 0.1})(1)).to.be.lessThan(0.2);
  });

  it('applies gamma once per period, smoothly or as a staircase', () => {
    const smooth = exponentialDecay(0.8, {gamma: 0.25, every: 4});
    expect([0, 2, 4, 8].map(smooth)).to.deep.equal([0.8, 0.4, 0.2, 0.05]);
    const stairs = exponentialDecay(0.8, {gamma: 0.25, every: 4, staircase: true});
    expect([0, 2, 3, 4, 7, 8].map(stairs)).to.deep.equal([0.8, 0.8, 0.8, 0.2, 0.2, 0.05]);
  });

  it('writes the same curve in both forms', () => {
    const one = exponentialDecay(0.3, {k: 0.07});
    const other = exponentialDecay(0.3, {gamma: Math.exp(-0.7), every: 10});
    for (let step = 0; step < 100; step += 7) expect(one(step)).to.be.closeTo(other(step), 1e-15);
  });

  it('may grow, until it overflows', () => {
    const rate = exponentialDecay(1, {gamma: 10});
    expect(rate(3)).to.equal(1000);
    expect(() => rate(400)).to.throw(RangeError, 'exponentialDecay: the value at step 400 is Infinity');
  });

  it('refuses bad arguments, both forms at once and none', () => {
    expect(() => exponentialDecay(1, {k: -1})).to.throw(
      RangeError,
      'exponentialDecay: k must be a finite number >= 0, received -1',
    );
    expect(() => exponentialDecay(1, {gamma: 0})).to.throw(RangeError, 'gamma must be a finite number > 0');
    expect(() => exponentialDecay(1, {gamma: 0.5, every: 0})).to.throw(RangeError, 'every must be');
    expect(() => exponentialDecay(1, {gamma: 0.5, staircase: 1 as never})).to.throw(
      TypeError,
      'staircase must be true',
    );
    // An option that is undefined is one that is left out.
    expect(exponentialDecay(1, {k: undefined, gamma: 0.5})(1)).to.equal(0.5);
    expect(exponentialDecay(1, {k: 1, gamma: undefined})(1)).to.equal(Math.exp(-1));
    expect(() => exponentialDecay(1, {k: 1, gamma: 0.5, every: 2})).to.throw(
      RangeError,
      'k goes alone, received also gamma, every;',
    );
    expect(() => exponentialDecay(1, {} as never)).to.throw(TypeError, 'give either k or gamma');
    expect(() => exponentialDecay(1, {gama: 1} as never)).to.throw(TypeError, 'did you mean "gamma"?');
  });
});
