import {expect} from 'chai';
import {adam, rmsprop} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

const gradients = [1, -0.5, 2, 0.1, -3, 1];
const expectClose = (actual: number[], expected: number[]) => {
  for (const [i, value] of actual.entries()) expect(value).to.be.closeTo(expected[i]!, 1e-6);
};

describe('rmsprop', () => {
  it('with bias correction is Adam without first moment', () => {
    const expected = trace(adam(0.1, {beta1: 0, beta2: 0.9}), 0, gradients);
    expectClose(trace(rmsprop(0.1, {biasCorrection: true}), 0, gradients), expected);
  });

  it('takes moderate steps when centered, under gradients that are steady, tiny or zero', () => {
    for (const biasCorrection of [false, true]) {
      for (const g of [1, 1e-3, 1e-6, 0]) {
        const path = trace(rmsprop(0.01, {centered: true, biasCorrection}), 0, [g, g, g, g, g]);
        expect(path.some(Number.isNaN)).to.be.false;
        expect(Math.abs(path[4]!)).to.be.below(5 * 0.04);
        if (g > 0) expect(path[4]).to.be.below(-0.01);
      }
    }
  });

  it('centers the second moment: E[g^2] - E[g]^2', () => {
    const [first, second] = trace(rmsprop(1, {centered: true, epsilon: 0}), 0, [1, 2]);
    expect(first).to.be.closeTo(-1 / Math.sqrt(0.1 - 0.01), 1e-5);
    expect(second! - first!).to.be.closeTo(-2 / Math.sqrt(0.09 + 0.4 - (0.09 + 0.2) ** 2), 1e-5);
  });

  it('keeps the rate inside of the momentum buffer', () => {
    const path = trace(rmsprop(1, {momentum: 0.5, rho: 0, epsilon: 0}), 0, [1, 0, 0]);
    expect(path).to.deep.equal([-1, -1.5, -1.75]);
  });

  it('refuses rates of decay outside [0, 1)', () => {
    expect(() => rmsprop(0.1, {rho: 1})).to.throw(RangeError, /rho must be/);
    expect(() => rmsprop(0.1, {momentum: -0.1})).to.throw(RangeError, /momentum must be/);
    expect(() => rmsprop(0.1, {centred: true} as never)).to.throw(TypeError, /did you mean "centered"/);
  });
});
