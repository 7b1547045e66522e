import {expect} from 'chai';
import {adam, Nadam, nadam} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

const gradients = [1, -2, 0.5, 4, 1e-3];

describe('nadam', () => {
  it('takes a first step of 1 + mu_2 (1 - beta1) / (1 - mu_1 mu_2) rates', () => {
    const [mu1, mu2] = [1, 2].map((t) => 0.9 * (1 - 0.5 * 0.96 ** (t * 0.004))) as [number, number];
    const size = 0.1 * (1 + (mu2 * 0.1) / (1 - mu1 * mu2));
    for (const g of [1e-2, 1, 1e6]) expect(trace(nadam(0.1), 0, [g])[0]).to.be.closeTo(-size, 2e-6);
  });

  it('is adam without a first moment where beta1 is 0', () => {
    const path = trace(nadam(0.1, {beta1: 0}), 1, gradients);
    for (const [t, value] of trace(adam(0.1, {beta1: 0}), 1, gradients).entries()) {
      expect(path[t]).to.be.closeTo(value, 1e-6);
    }
  });

  it('has a constant momentum where momentumDecay is huge, and none at the start where it is 0', () => {
    const [first] = trace(nadam(1, {beta2: 0, epsilon: 0, momentumDecay: 1e6}), 0, [1]);
    expect(first).to.be.closeTo(-(0.1 / (1 - 0.9) + (0.9 * 0.1) / (1 - 0.81)), 1e-6);
    const [half] = trace(nadam(1, {beta2: 0, epsilon: 0, momentumDecay: 0}), 0, [1]);
    expect(half).to.be.closeTo(-(1 + (0.45 * 0.1) / (1 - 0.45 ** 2)), 1e-6);
  });

  it('finds the product of its momenta from the number of updates alone', () => {
    const optimizer = nadam(0.1);
    const whole = trace(optimizer, 0, gradients);
    // The trace has disposed of its state: it starts anew, at an earlier update than its last one.
    expect(trace(optimizer, 0, gradients)).to.deep.equal(whole);
  });

  it('copies itself from its configuration, schedules included', () => {
    const original = nadam(0.1, {beta1: exponentialDecay(0.9, {k: 0.1}), momentumDecay: exponentialDecay(1, {k: 0.5})});
    const copy = new Nadam(original.getConfig());
    expect(copy.getConfig()).to.deep.equal(original.getConfig());
    expect(trace(copy, 0, gradients)).to.deep.equal(trace(original, 0, gradients));
  });

  it('refuses a negative momentumDecay', () => {
    expect(() => nadam(0.1, {momentumDecay: -1})).to.throw(RangeError, /^Nadam: momentumDecay must be/);
  });
});
