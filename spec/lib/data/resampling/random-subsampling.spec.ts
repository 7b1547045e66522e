import {expect} from 'chai';
import {randomSubsampling} from '../../../../lib/data/resampling/random-subsampling.ts';

describe('randomSubsampling', () => {
  it('repeats the holdout with new splits', () => {
    const splits = randomSubsampling(40, {repeats: 6, fraction: 0.25, seed: 2});
    expect(splits.length).to.equal(6);
    for (const {train, test} of splits) {
      expect(test.length).to.equal(10);
      expect(new Set([...train, ...test]).size).to.equal(40);
    }
    expect(new Set(splits.map(({test}) => test.join())).size).to.equal(6);
    expect(randomSubsampling(40, {repeats: 6, fraction: 0.25, seed: 2})).to.deep.equal(splits);
    // More repeats continue the same series.
    expect(randomSubsampling(40, {repeats: 8, fraction: 0.25, seed: 2}).slice(0, 6)).to.deep.equal(splits);
  });

  it('uses some examples more often than others, which is its limit', () => {
    const uses = new Map<number, number>();
    for (const {test} of randomSubsampling(20, {repeats: 10}))
      for (const i of test) uses.set(i, (uses.get(i) ?? 0) + 1);
    expect(Math.max(...uses.values())).to.be.greaterThan(2);
  });

  it('stratifies on demand', () => {
    const labels = Array.from({length: 50}, (_, i) => i % 5);
    for (const {test} of randomSubsampling(labels, {repeats: 3, stratified: true})) {
      expect([...test].map((i) => labels[i]!).sort((a, b) => a - b)).to.deep.equal([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    }
  });

  it('refuses wrong arguments under its own name', () => {
    expect(() => randomSubsampling(10, {repeats: 0})).to.throw(RangeError, /randomSubsampling: repeats .* received 0/);
    expect(() => randomSubsampling(10, {fraction: 2})).to.throw(RangeError, /randomSubsampling: fraction/);
    expect(() => randomSubsampling(10, {stratified: true})).to.throw(TypeError, /randomSubsampling: stratified needs/);
  });
});
