import {expect} from 'chai';
import {clampTo, extent, scaleFor} from '../../../../scripts/report/figures/scale.ts';

describe('scaleFor', () => {
  it('is logarithmic where values span a large factor, with ticks at 1, 2 and 5', () => {
    const scale = scaleFor([0.02, 2])!;
    expect(scale.type).to.equal('log');
    expect(scale.domain[0]).to.be.within(0.01, 0.02);
    expect(scale.domain[1]).to.be.within(2, 3);
    expect(scale.ticks).to.deep.equal([0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]);
  });

  it('writes fewer ticks for more decades', () => {
    expect(scaleFor([1e-4, 1])!.ticks).to.deep.equal([1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1]);
    expect(scaleFor([1e-6, 1])!.ticks).to.deep.equal([1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1]);
  });

  it('is linear for small ranges and for values below zero', () => {
    expect(scaleFor([1, 3])).to.deep.equal({type: 'linear', domain: [0.9, 3.1]});
    expect(scaleFor([-1, 1000])!.type).to.equal('linear');
    expect(scaleFor([0, 0.1])!.domain[0]).to.equal(0);
  });

  it('bears one value, zero, and what is not finite', () => {
    expect(scaleFor([NaN, Infinity])).to.equal(null);
    expect(scaleFor([])).to.equal(null);
    for (const values of [[2], [0], [-3], [5, NaN, 5]]) {
      const {domain} = scaleFor(values)!;
      expect(domain[0]).to.be.below(domain[1]);
      expect(domain.every(Number.isFinite)).to.equal(true);
    }
  });

  it('does not let a zero or an outlier flatten the rest', () => {
    const {type, domain} = scaleFor([0, 1e-3, 1])!;
    expect(type).to.equal('log');
    expect(domain[0]).to.be.within(5e-4, 1e-3);
    expect(scaleFor([1e-300, 1])!.domain[0]).to.be.above(1e-9);
  });
});

describe('extent and clampTo', () => {
  it('find and keep the ends', () => {
    expect(extent([3, -1, 2])).to.deep.equal([-1, 3]);
    const scale = {type: 'linear', domain: [0, 2]} as const;
    expect([-1, 1, 5, Infinity].map((value) => clampTo(scale, value))).to.deep.equal([0, 1, 2, 2]);
  });
});
