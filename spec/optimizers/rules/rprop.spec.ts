import {expect} from 'chai';
import {rprop} from '../../../optimizers/index.ts';
import {trace} from '../run.ts';

describe('rprop', () => {
  it('takes longer steps while the sign stays, and waits for one update when it changes', () => {
    const path = trace(rprop(1, {etaPlus: 2, etaMinus: 0.25}), 0, [5, 1e-30, 3, -1, -1, -1]);
    // Steps 1, 2, 4; the change makes 1 of it and waits; the next sign is new, then it stays.
    expect(path).to.deep.equal([-1, -3, -7, -7, -6, -4]);
  });

  it('keeps its step while the gradient is 0', () => {
    expect(trace(rprop(1), 0, [1, 0, 1])).to.deep.equal([-1, -1, -2]);
  });

  it('keeps steps between the bounds', () => {
    expect(trace(rprop(1, {etaPlus: 4, maxStep: 3}), 0, [1, 1, 1])).to.deep.equal([-1, -4, -7]);
    expect(trace(rprop(1, {minStep: 0.75}), 0, [1, -1, -1])).to.deep.equal([-1, -1, -0.25]);
  });

  it('refuses factors on the wrong side of 1', () => {
    expect(() => rprop(0.1, {etaPlus: 1})).to.throw(RangeError, /etaPlus must be a finite number > 1/);
    expect(() => rprop(0.1, {etaMinus: 1})).to.throw(RangeError, /etaMinus must be a finite number > 0 and < 1/);
  });
});
