import {expect} from 'chai';
import {checkRead, updating} from '../../../optimizers/base/check-read.ts';

const rule = {getClassName: () => 'OptimAdam'};
const other = {getClassName: () => 'OptimSgd'};

describe('checkRead', () => {
  it('refuses what a rule reads while it computes an update, and nothing else', () => {
    const within = (): unknown => updating(rule, () => checkRead(rule, 'the number', 'beta1'));
    expect(within).to.throw(
      TypeError,
      /^Adam: update reads the number "beta1" of the optimizer, .* read it in coefficients\(t\)/,
    );
    expect(() => updating(rule, () => checkRead(rule, 'the learning rate'))).to.throw(/reads the learning rate of/);
    expect(updating(rule, () => checkRead(other, 'the learning rate'))).to.equal(undefined);
    // Also after an update that threw.
    checkRead(rule, 'the learning rate');
  });

  it('gives what was computed', () => {
    expect(updating(rule, () => null)).to.equal(null);
    expect(updating(rule, () => 3)).to.equal(3);
  });
});
