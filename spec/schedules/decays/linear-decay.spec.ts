import {expect} from 'chai';
import {linearDecay} from '../../../schedules/decays/linear-decay.ts';

describe('linearDecay', () => {
  it('is a straight line to the end, which is held', () => {
    const rate = linearDecay(0.9, {end: 0.1, steps: 8});
    expect([0, 8, 9, 1e9].map(rate)).to.deep.equal([0.9, 0.1, 0.1, 0.1]);
    for (let step = 0; step < 8; step++) expect(rate(step)).to.be.closeTo(0.9 - 0.1 * step, 1e-15);
  });

  it('ends at zero by default', () => {
    expect([1, 4].map(linearDecay(1, {steps: 4}))).to.deep.equal([0.75, 0]);
  });

  it('refuses bad arguments', () => {
    expect(() => linearDecay(1, {steps: -1})).to.throw(RangeError, 'linearDecay: steps must be a finite number > 0');
    expect(() => linearDecay(1, {steps: 1, end: Number.NaN})).to.throw(RangeError, 'received NaN');
    expect(() => linearDecay(1, {steps: 1, ends: 0} as never)).to.throw(TypeError, 'did you mean "end"?');
  });
});
