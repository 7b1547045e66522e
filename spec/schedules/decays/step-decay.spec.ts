import {expect} from 'chai';
import {stepDecay} from '../../../schedules/decays/step-decay.ts';

describe('stepDecay', () => {
  it('gives the values of the lecture: .2 halved every 5', () => {
    const rate = stepDecay(0.2, {drop: 0.5, every: 5});
    expect([0, 4, 5, 9, 10, 15].map(rate)).to.deep.equal([0.2, 0.2, 0.1, 0.1, 0.05, 0.025]);
  });

  it('can drop to zero, and every fractional number of steps', () => {
    const rate = stepDecay(1, {drop: 0, every: 1.5});
    expect([0, 1, 2, 3].map(rate)).to.deep.equal([1, 1, 0, 0]);
  });

  it('refuses bad arguments', () => {
    expect(() => stepDecay(-1, {drop: 0.5, every: 5})).to.throw(RangeError, 'stepDecay: value must be');
    expect(() => stepDecay(1, {drop: -0.5, every: 5})).to.throw(RangeError, 'drop must be a finite number >= 0');
    expect(() => stepDecay(1, {drop: 0.5, every: 0})).to.throw(RangeError, 'every must be a finite number > 0');
    expect(() => stepDecay(1, {drop: 0.5} as never)).to.throw(
      TypeError,
      'every must be a finite number > 0, received und',
    );
    expect(() => stepDecay(1, {drop: 0.5, evry: 5} as never)).to.throw(TypeError, 'did you mean "every"?');
  });
});
