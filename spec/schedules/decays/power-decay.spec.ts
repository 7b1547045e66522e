import {expect} from 'chai';
import {powerDecay} from '../../../schedules/decays/power-decay.ts';

describe('powerDecay', () => {
  it('falls to 1/2, 1/3, 1/4 after s, 2s, 3s steps', () => {
    const rate = powerDecay(0.6, {s: 20});
    const expected = [0.6, 0.3, 0.2, 0.15];
    for (const [index, value] of expected.entries()) expect(rate(20 * index)).to.be.closeTo(value, 1e-16);
  });

  it('takes any power', () => {
    expect(powerDecay(1, {s: 1, c: 0.5})(3)).to.equal(0.5);
    expect(powerDecay(1, {s: 2, c: 2})(2)).to.equal(0.25);
    expect(powerDecay(1, {s: 2, c: 0})(2)).to.equal(1);
  });

  it('refuses bad arguments', () => {
    expect(() => powerDecay(1, {s: 0})).to.throw(RangeError, 'powerDecay: s must be a finite number > 0, received 0');
    expect(() => powerDecay(1, {s: 1, c: -1})).to.throw(RangeError, 'c must be a finite number >= 0');
    expect(() => powerDecay(1, {s: 1, power: 1} as never)).to.throw(TypeError, 'the options are s, c');
  });
});
