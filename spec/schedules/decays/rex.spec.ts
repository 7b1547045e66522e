import {expect} from 'chai';
import {rex} from '../../../schedules/decays/rex.ts';

describe('rex', () => {
  it('has the values of the formula at the quarters of its way, and stays at the end', () => {
    // 0.75 / 0.875, 0.5 / 0.75, 0.25 / 0.625
    const wanted = [1, 6 / 7, 2 / 3, 0.4, 0, 0];
    for (const [i, value] of [0, 25, 50, 75, 100, 1e9].map(rex(1, {steps: 100})).entries()) {
      expect(value).to.be.closeTo(wanted[i]!, 1e-15);
    }
    for (const [i, value] of [0, 25, 50, 75, 100].map(rex(3, {steps: 100, end: 1})).entries()) {
      expect(value).to.be.closeTo(1 + 2 * wanted[i]!, 1e-14);
    }
    expect(rex(0.1, {steps: 4, end: 0.5})(4)).to.equal(0.5);
  });

  it('refuses bad arguments', () => {
    expect(() => rex(1, {steps: 0})).to.throw(RangeError, 'rex: steps must be a finite number > 0');
    expect(() => rex(-1, {steps: 1})).to.throw(RangeError, 'rex: value');
    expect(() => rex(1, {steps: 1, ends: 0} as never)).to.throw(TypeError, 'did you mean "end"?');
  });
});
