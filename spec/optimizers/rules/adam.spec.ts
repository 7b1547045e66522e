import {expect} from 'chai';
import {Adam, adam} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

describe('adam', () => {
  it('takes a first step of the size of the rate; without correction (1 - beta1) / sqrt(1 - beta2) of it', () => {
    for (const g of [1e-3, 1, 1e6]) expect(trace(adam(0.1), 0, [g])[0]).to.be.closeTo(-0.1, 2e-5);
    const [uncorrected] = trace(adam(0.1, {biasCorrection: false}), 0, [1]);
    expect(uncorrected).to.be.closeTo((-0.1 * 0.1) / Math.sqrt(0.001), 1e-5);
  });

  it('adds epsilon after the bias correction, outside or inside of the root', () => {
    expect(trace(adam(1, {epsilon: 1}), 0, [1])[0]).to.be.closeTo(-0.5, 1e-6);
    expect(trace(adam(1, {epsilon: 3, epsilonInside: true}), 0, [1])[0]).to.be.closeTo(-0.5, 1e-6);
  });

  it('with amsgrad never forgets a large gradient', () => {
    const gradients = [10, ...Array.from({length: 30}, () => 0.1)];
    const options = {beta1: 0, beta2: 0.5, biasCorrection: false};
    const last = (path: number[]) => path[30]! - path[29]!;
    expect(last(trace(adam(1, options), 0, gradients))).to.be.closeTo(-1, 1e-2);
    expect(last(trace(adam(1, {...options, amsgrad: true}), 0, gradients))).to.be.closeTo(-0.1 / Math.sqrt(50), 1e-4);
  });

  it('copies itself from its configuration, schedules included', () => {
    const original = adam(exponentialDecay(0.1, {gamma: 0.5}), {beta1: exponentialDecay(0.9, {k: 0.1}), amsgrad: true});
    const copy = new Adam(original.getConfig());
    expect(copy.getConfig()).to.deep.equal(original.getConfig());
    const gradients = [1, -2, 0.5, 4];
    expect(trace(copy, 0, gradients)).to.deep.equal(trace(original, 0, gradients));
  });

  it('refuses decay rates outside [0, 1)', () => {
    expect(() => adam(0.1, {beta1: 1})).to.throw(
      RangeError,
      /Adam: beta1 must be a finite number >= 0 and < 1, received 1/,
    );
    expect(() => adam(0.1, {beta2: -0.1})).to.throw(RangeError, /beta2/);
    expect(() => adam(0.1, {beta_1: 0.9} as never)).to.throw(
      TypeError,
      /unknown option "beta_1"; did you mean "beta1"/,
    );
  });
});
