import {expect} from 'chai';
import {lion} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

describe('lion', () => {
  it('takes steps of the size of the rate, whatever the gradient is', () => {
    for (const g of [1e-20, 1, 1e20]) expect(trace(lion(0.5), 0, [g, g])).to.deep.equal([-0.5, -1]);
  });

  it('follows the average where the newest gradient is small, with its share beta1', () => {
    // m is 0.5 after the first: 0.5 0.5 - 0.5 0.4 > 0, 0.5 0.5 - 0.5 0.6 < 0
    expect(trace(lion(1, {beta1: 0.5, beta2: 0.5}), 0, [1, -0.4])).to.deep.equal([-1, -2]);
    expect(trace(lion(1, {beta1: 0.5, beta2: 0.5}), 0, [1, -0.6])).to.deep.equal([-1, 0]);
  });

  it('refuses decay rates that are none', () => {
    expect(() => lion(0.1, {beta1: 1})).to.throw(RangeError, /beta1 must be a finite number >= 0 and < 1/);
    expect(() => lion(0.1, {beta2: -1})).to.throw(RangeError, /beta2/);
  });
});
