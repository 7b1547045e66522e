import {expect} from 'chai';
import {polynomialDecay} from '../../../schedules/decays/polynomial-decay.ts';

describe('polynomialDecay', () => {
  it('follows the power of the remaining fraction, exact at the ends', () => {
    const rate = polynomialDecay(0.05, {end: 0.001, steps: 10, power: 2});
    expect([0, 10, 11, 1e6].map(rate)).to.deep.equal([0.05, 0.001, 0.001, 0.001]);
    expect(rate(5)).to.be.closeTo(0.001 + 0.049 / 4, 1e-16);
  });

  it('rises when the end is greater', () => {
    const rate = polynomialDecay(0, {end: 1, steps: 4});
    expect([0, 1, 2, 3, 4, 5].map(rate)).to.deep.equal([0, 0.25, 0.5, 0.75, 1, 1]);
  });

  it('starts again when cycling: the end at every multiple of steps, then half as high, a third as high', () => {
    const rate = polynomialDecay(1, {steps: 10, cycle: true});
    expect([0, 10, 20, 30].map(rate)).to.deep.equal([1, 0, 0, 0]);
    expect(rate(10 + 1e-9)).to.be.closeTo(1 / 2, 1e-8);
    expect(rate(20 + 1e-9)).to.be.closeTo(1 / 3, 1e-8);
  });

  it('refuses bad arguments', () => {
    expect(() => polynomialDecay(1, {steps: 0})).to.throw(RangeError, 'polynomialDecay: steps must be');
    expect(() => polynomialDecay(1, {steps: 1, end: -1})).to.throw(RangeError, 'end must be a finite number >= 0');
    expect(() => polynomialDecay(1, {steps: 1, power: 0})).to.throw(RangeError, 'power must be a finite number > 0');
    expect(() => polynomialDecay(1, {steps: 1, cycle: 0 as never})).to.throw(TypeError, 'cycle must be true or false');
    expect(() => polynomialDecay(1, {decaySteps: 1} as never)).to.throw(TypeError, 'unknown option "decaySteps"');
  });
});
