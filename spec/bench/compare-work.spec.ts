import {expect} from 'chai';
import {differing} from '../../bench/compare-work.ts';

describe('differing', () => {
  it('finds who did other work than the others', () => {
    const checks = new Map([
      ['stock', 2.5],
      ['torch', 2.5001],
      ['jax', 2.6],
    ] as const);
    expect([...differing(checks)]).to.deep.equal([['jax', "its first result is 2.6, the others' 2.5001"]]);
  });

  it('does not take NaN for a result', () => {
    const checks = new Map([
      ['stock', 1],
      ['fused', 1],
      ['torch', Number.NaN],
    ] as const);
    expect([...differing(checks).keys()]).to.deep.equal(['torch']);
  });

  it('has nothing to say of one or none', () => {
    expect(differing(new Map()).size).to.equal(0);
    expect(differing(new Map([['stock', 3]])).size).to.equal(0);
  });
});
