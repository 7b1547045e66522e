import {expect} from 'chai';
import {adam, amsgrad} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

const gradients = [10, ...Array.from({length: 30}, () => 0.1)];

describe('amsgrad', () => {
  it('is adam with its option', () => {
    expect(trace(amsgrad(0.1), 3, gradients)).to.deep.equal(trace(adam(0.1, {amsgrad: true}), 3, gradients));
  });

  it('never takes larger steps because a large gradient is forgotten', () => {
    const options = {beta1: 0, beta2: 0.5, biasCorrection: false};
    const path = trace(amsgrad(1, options), 0, gradients);
    expect(path[30]! - path[29]!).to.be.closeTo(-0.1 / Math.sqrt(50), 1e-4);
  });

  it('refuses decay rates outside [0, 1), under its own name', () => {
    expect(() => amsgrad(0.1, {beta2: 1})).to.throw(RangeError, /^Amsgrad: beta2 must be/);
  });
});
