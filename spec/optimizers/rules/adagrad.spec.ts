import {expect} from 'chai';
import {adagrad} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

describe('adagrad', () => {
  it('takes a first step of the size of the rate, whatever the gradient is', () => {
    for (const g of [1e-4, 1, 1e6]) expect(trace(adagrad(0.1), 0, [g])[0]).to.be.closeTo(-0.1, 1e-3 * 0.11);
  });

  it('slows down as one over the root of the number of updates', () => {
    const path = trace(adagrad(1), 0, [2, 2, 2, 2]);
    expect(path[3]! - path[2]!).to.be.closeTo(-1 / Math.sqrt(4), 1e-6);
  });

  it('starts from the initial accumulator, epsilon outside or inside', () => {
    expect(trace(adagrad(1, {initialAccumulator: 3, epsilon: 0}), 0, [1])[0]).to.be.closeTo(-0.5, 1e-6);
    expect(trace(adagrad(1, {epsilon: 1}), 0, [1])[0]).to.be.closeTo(-0.5, 1e-6);
    expect(trace(adagrad(1, {epsilon: 3, epsilonInside: true}), 0, [1])[0]).to.be.closeTo(-0.5, 1e-6);
  });

  it('refuses numbers below 0', () => {
    expect(() => adagrad(0.1, {initialAccumulator: -1})).to.throw(
      RangeError,
      /initialAccumulator must be a finite number >= 0/,
    );
    expect(() => adagrad(0.1, {epsilon: -1})).to.throw(RangeError, /epsilon/);
  });
});
