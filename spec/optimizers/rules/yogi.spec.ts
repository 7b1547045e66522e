import {expect} from 'chai';
import {Yogi, yogi} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

const gradients = [1, -2, 0.5, 4, 0];
const plain = {beta1: 0, epsilon: 0, biasCorrection: false} as const;

describe('yogi', () => {
  it('moves v up and down by a share of the square, and not at all where it is there', () => {
    const path = trace(yogi(1, {...plain, beta2: 0.5, initialAccumulator: 1}), 0, [1, 2, 1]);
    // v is 1, 1 + 4 / 2, 3 - 1 / 2.
    const expected = [-1, -2 / Math.sqrt(3), -1 / Math.sqrt(2.5)];
    for (const [t, step] of expected.entries()) expect(path[t]! - (path[t - 1] ?? 0)).to.be.closeTo(step, 1e-6);
  });

  it('forgets a large gradient slowly', () => {
    const path = trace(yogi(1, {...plain, beta2: 0.5, initialAccumulator: 0}), 0, [10, 0.1, 0.1]);
    // v is 50, 49.995, 49.99, where an average would be at 12.5.
    expect(path[2]! - path[1]!).to.be.closeTo(-0.1 / Math.sqrt(49.99), 1e-6);
  });

  it('tells v from a square however small their difference is', () => {
    const path = trace(yogi(1, {...plain, beta2: 0.5, initialAccumulator: 6.28e-8}), 0, [2e-4]);
    // v falls by 2e-8.
    expect(path[0]).to.be.closeTo(-2e-4 / Math.sqrt(4.28e-8), 1e-6);
  });

  it('stays where squares are infinite', () => {
    expect(trace(yogi(1), 1, [1e30, 1e30, 1e30])).to.deep.equal([1, 1, 1]);
  });

  it('shows NaN', () => {
    expect(trace(yogi(1), 1, [Number.NaN])[0]).to.deep.equal(Number.NaN);
  });

  it('copies itself from its configuration, schedules included', () => {
    const original = yogi(exponentialDecay(0.1, {gamma: 0.5}), {beta2: 0.9, epsilonInside: true});
    const copy = new Yogi(original.getConfig());
    expect(copy.getConfig()).to.deep.equal(original.getConfig());
    expect(trace(copy, 0, gradients)).to.deep.equal(trace(original, 0, gradients));
  });

  it('refuses a negative start', () => {
    expect(() => yogi(0.1, {initialAccumulator: -1})).to.throw(RangeError, /^Yogi: initialAccumulator must be/);
  });
});
