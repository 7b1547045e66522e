import {expect} from 'chai';
import {divergenceReason} from '../../../lib/training/divergence-reason.ts';

describe('divergenceReason', () => {
  it('accepts finite losses up to the bound', () => {
    for (const loss of [-5, 0, 2, 1000]) expect(divergenceReason(loss, 0.5, 1000)).to.equal(null);
    expect(divergenceReason(6999, -7, 1000)).to.equal(null);
    expect(divergenceReason(1e30, 1, Infinity)).to.equal(null);
  });

  it('names what is wrong with others', () => {
    expect(divergenceReason(Number.NaN, 1, 1000)).to.match(/not a number/);
    expect(divergenceReason(Infinity, 1, Infinity)).to.match(/infinite/);
    expect(divergenceReason(-Infinity, 1, 1000)).to.match(/infinite/);
    expect(divergenceReason(1001, 0.5, 1000)).to.match(/above 1000, 1000 times/);
    expect(divergenceReason(7001, -7, 1000)).to.match(/above 7000/);
  });
});
