import {expect} from 'chai';
import {adam, Adamw, adamw} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

const gradients = [1, -2, 0.5, 4, 0];

describe('adamw', () => {
  it('is adam with a weight decay of 0.01', () => {
    expect(trace(adamw(0.1), 3, gradients)).to.deep.equal(trace(adam(0.1, {weightDecay: 0.01}), 3, gradients));
    expect(trace(adamw(0.1, {weightDecay: 0}), 3, gradients)).to.deep.equal(trace(adam(0.1), 3, gradients));
  });

  it('shrinks what has no gradient', () => {
    expect(trace(adamw(0.1, {weightDecay: 0.5}), 1, [0, 0])[1]).to.be.closeTo(0.95 ** 2, 1e-7);
  });

  it('copies itself from its configuration, schedules included', () => {
    const original = adamw(exponentialDecay(0.1, {gamma: 0.5}), {weightDecay: 0.2, amsgrad: true});
    const copy = new Adamw(original.getConfig());
    expect(copy.getConfig()).to.deep.equal(original.getConfig());
    expect(trace(copy, 3, gradients)).to.deep.equal(trace(original, 3, gradients));
  });

  it('refuses a negative decay, under its own name', () => {
    expect(() => adamw(0.1, {weightDecay: -1})).to.throw(RangeError, /^Adamw: weightDecay must be/);
  });
});
