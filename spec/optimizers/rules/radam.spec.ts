import {expect} from 'chai';
import {adam, momentum, Radam, radam} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

const gradients = [1, -2, 0.5, 4, 1e-3, 2, 1, 3];

describe('radam', () => {
  it('is gradient descent with a corrected average for five updates, and no longer', () => {
    const average = momentum(0.1, {form: 'average', biasCorrection: true});
    const expected = trace(average, 1, gradients);
    const path = trace(radam(0.1), 1, gradients);
    for (let t = 0; t < 5; t++) expect(path[t]).to.be.closeTo(expected[t]!, 1e-6);
    expect(Math.abs(path[5]! - expected[5]!)).to.be.above(0.05);
  });

  it('stays so where beta2 is small', () => {
    const expected = trace(momentum(0.1, {form: 'average', biasCorrection: true}), 1, gradients);
    for (const [t, value] of trace(radam(0.1, {beta2: 0.6}), 1, gradients).entries()) {
      expect(value).to.be.closeTo(expected[t]!, 1e-6);
    }
  });

  it('is adam in the long run', () => {
    const long = Array.from({length: 200}, (_, t) => Math.sin(t) + 0.5);
    const options = {beta2: 0.9};
    const last = (path: number[]) => path.at(-1)! - path.at(-2)!;
    expect(last(trace(radam(0.1, options), 1, long))).to.be.closeTo(last(trace(adam(0.1, options), 1, long)), 1e-6);
  });

  it('waits longer with a greater threshold', () => {
    const path = trace(radam(0.1, {threshold: 1e3}), 1, gradients);
    const expected = trace(momentum(0.1, {form: 'average', biasCorrection: true}), 1, gradients);
    expect(path[7]).to.be.closeTo(expected[7]!, 1e-6);
  });

  it('copies itself from its configuration, schedules included', () => {
    const original = radam(0.1, {beta2: exponentialDecay(0.99, {k: 0.1}), threshold: 4});
    const copy = new Radam(original.getConfig());
    expect(copy.getConfig()).to.deep.equal(original.getConfig());
    expect(trace(copy, 0, gradients)).to.deep.equal(trace(original, 0, gradients));
  });

  it('refuses a threshold at which r is no number', () => {
    expect(() => radam(0.1, {threshold: 3})).to.throw(RangeError, /^Radam: threshold must be/);
  });
});
