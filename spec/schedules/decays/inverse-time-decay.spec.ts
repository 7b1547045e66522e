import {expect} from 'chai';
import {inverseTimeDecay} from '../../../schedules/decays/inverse-time-decay.ts';

describe('inverseTimeDecay', () => {
  it('gives the values of the lecture: .2 / (1 + t)', () => {
    const rate = inverseTimeDecay(0.2, {k: 1});
    expect([1, 2, 3].map((step) => rate(step).toFixed(4))).to.deep.equal(['0.1000', '0.0667', '0.0500']);
    expect(rate(0)).to.equal(0.2);
  });

  it('counts time in any unit, smoothly or as a staircase', () => {
    expect(inverseTimeDecay(1, {k: 0.5, every: 10})(20)).to.equal(0.5);
    const stairs = inverseTimeDecay(1, {k: 1, every: 10, staircase: true});
    expect([0, 9, 10, 19, 30].map(stairs)).to.deep.equal([1, 1, 0.5, 0.5, 0.25]);
  });

  it('refuses bad arguments', () => {
    expect(() => inverseTimeDecay(1, {k: -1})).to.throw(RangeError, 'inverseTimeDecay: k must be a finite number >= 0');
    expect(() => inverseTimeDecay(1, {k: 1, every: -1})).to.throw(RangeError, 'every must be');
    expect(() => inverseTimeDecay(1, {k: 1, staircase: 'yes' as never})).to.throw(TypeError, 'staircase');
    expect(() => inverseTimeDecay(1, {k: 1, staircas: true} as never)).to.throw(TypeError, 'did you mean "staircase"?');
  });
});
