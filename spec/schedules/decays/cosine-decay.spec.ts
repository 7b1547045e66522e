import {expect} from 'chai';
import {cosineDecay} from '../../../schedules/decays/cosine-decay.ts';

describe('cosineDecay', () => {
  it('is exact at both ends and after', () => {
    const rate = cosineDecay(0.1, {steps: 700, end: 0.003});
    expect([0, 700, 701, 1e9].map(rate)).to.deep.equal([0.1, 0.003, 0.003, 0.003]);
  });

  it('passes the thirds of its way where cos 60 and cos 120 degrees are a half', () => {
    const rate = cosineDecay(4, {steps: 30});
    expect(rate(10)).to.be.closeTo(3, 1e-14);
    expect(rate(15)).to.be.closeTo(2, 1e-14);
    expect(rate(20)).to.be.closeTo(1, 1e-14);
  });

  it('refuses bad arguments', () => {
    expect(() => cosineDecay(1, {steps: 0})).to.throw(RangeError, 'cosineDecay: steps must be a finite number > 0');
    expect(() => cosineDecay(1, {steps: 1, end: -1})).to.throw(RangeError, 'end must be');
    expect(() => cosineDecay(1, {step: 1} as never)).to.throw(TypeError, 'did you mean "steps"?');
  });
});
