import {expect} from 'chai';
import {Adabelief, adabelief} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

const gradients = [1, -2, 0.5, 4, 0];

describe('adabelief', () => {
  it('takes a first step of rate / beta1, whatever the gradient', () => {
    for (const g of [1e-3, 1, 1e6]) expect(trace(adabelief(0.09), 0, [g])[0]).to.be.closeTo(-0.1, 1e-6);
  });

  it('takes long steps where gradients are steady, short ones where they change', () => {
    const steady = trace(adabelief(0.1), 0, [1, 1, 1, 1, 1, 1]);
    const changing = trace(adabelief(0.1), 0, [1, 1, 1, 1, 1, -3]);
    const last = (path: number[]) => Math.abs(path[5]! - path[4]!);
    expect(last(steady)).to.be.above(0.12);
    expect(last(changing)).to.be.below(0.05);
  });

  it('adds epsilon to s at every update, and to its root', () => {
    // s = (1 - 0.5)^2 / 2 + 0.09 is 0.215, corrected 0.43.
    const [first] = trace(adabelief(1, {beta1: 0.5, beta2: 0.5, epsilon: 0.09}), 0, [1]);
    expect(first).to.be.closeTo(-1 / (Math.sqrt(0.43) + 0.09), 1e-6);
    // Without gradients 0.09 adds up to 0.09 + 0.045.
    const path = trace(adabelief(1, {beta1: 0, beta2: 0.5, epsilon: 0.09}), 0, [0, 1]);
    expect(path[1]).to.be.closeTo(-1 / (Math.sqrt(0.135 / 0.75) + 0.09), 1e-6);
  });

  it('copies itself from its configuration, schedules included', () => {
    const original = adabelief(exponentialDecay(0.1, {gamma: 0.5}), {beta2: 0.9});
    const copy = new Adabelief(original.getConfig());
    expect(copy.getConfig()).to.deep.equal(original.getConfig());
    expect(trace(copy, 0, gradients)).to.deep.equal(trace(original, 0, gradients));
  });

  it('refuses a negative epsilon', () => {
    expect(() => adabelief(0.1, {epsilon: -1})).to.throw(RangeError, /^Adabelief: epsilon must be/);
  });
});
