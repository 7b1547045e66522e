import {expect} from 'chai';
import {adam, ademamix} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

const gradients = [1, -0.5, 2, 0.1, 0.3, -2];

describe('ademamix', () => {
  it('is Adam where the slow moment has no weight', () => {
    const path = trace(ademamix(0.1, {alpha: 0}), 1, gradients);
    for (const [i, w] of trace(adam(0.1), 1, gradients).entries()) expect(path[i]).to.be.closeTo(w, 1e-6);
  });

  it('adds the slow moment, uncorrected', () => {
    // Both are g at first but for the correction: 1 + 2 0.25 1
    const path = trace(ademamix(0.1, {alpha: 2, beta3: 0.75, epsilon: 0}), 0, [3]);
    expect(path[0]).to.be.closeTo(-0.15, 1e-6);
  });

  it('warms up from Adam with the memory of beta1', () => {
    const warming = {alpha: 2, beta1: 0.5, beta3: 0.75, epsilon: 0, warmupSteps: 2};
    // At half of the way the memory is the mean of both.
    const memory = (-1 / Math.log(0.5) - 1 / Math.log(0.75)) / 2;
    const first = -0.1 * (1 + 0.5 * 2 * (1 - Math.exp(-1 / memory)));
    expect(trace(ademamix(0.1, warming), 0, [3])[0]).to.be.closeTo(first, 1e-6);
    expect(trace(ademamix(0.1, {...warming, beta1: 0}), 0, [3])[0]).to.be.below(-0.1);
  });

  it('refuses numbers outside their ranges', () => {
    expect(() => ademamix(0.1, {alpha: -1})).to.throw(RangeError, /alpha/);
    expect(() => ademamix(0.1, {warmupSteps: 0.5})).to.throw(RangeError, /warmupSteps must be a whole number >= 0/);
  });
});
