import {expect} from 'chai';
import {holdout} from '../../../../lib/data/resampling/holdout.ts';

const sorted = (...lists: ArrayLike<number>[]) => lists.flatMap((list) => Array.from(list)).sort((a, b) => a - b);
const increasing = (count: number) => Array.from({length: count}, (_, i) => i);

describe('holdout', () => {
  it('gives every example to one part, in the sizes that were asked for', () => {
    const {train, test} = holdout(50, {fraction: 0.3, seed: 1});
    expect([train.length, test.length]).to.deep.equal([35, 15]);
    expect(sorted(train, test)).to.deep.equal(increasing(50));
    expect([...train]).not.to.deep.equal(sorted(train));
    expect(holdout(50).test.length).to.equal(10);
  });

  it('depends on the seed', () => {
    expect(holdout(50, {seed: 1})).to.deep.equal(holdout(50, {seed: 1}));
    expect(holdout(50, {seed: 1})).not.to.deep.equal(holdout(50, {seed: 2}));
  });

  it('keeps the proportions of the classes on demand, with the exact size', () => {
    const labels = [...Array(70).fill(0), ...Array(23).fill(4), ...Array(7).fill(9)] as number[];
    const {train, test} = holdout(labels, {fraction: 0.2, seed: 3, stratified: true});
    const of = (label: number) => test.filter((index) => labels[index] === label).length;
    // Quotas 14, 4.6, 1.4.
    expect([of(0), of(4), of(9)]).to.deep.equal([14, 5, 1]);
    expect(sorted(train, test)).to.deep.equal(increasing(100));
    expect([...test].map((index) => labels[index])).not.to.deep.equal(sorted([...test].map((index) => labels[index]!)));
    const plain = increasing(20).map((seed) => holdout(labels, {seed}).test.filter((i) => labels[i] === 0).length);
    expect(new Set(plain).size, 'unstratified proportions vary').to.be.greaterThan(3);
  });

  it('refuses wrong arguments', () => {
    for (const fraction of [0, 1, -0.1, 1.2, Number.NaN]) {
      expect(() => holdout(10, {fraction})).to.throw(RangeError, /fraction must be a finite number > 0 and < 1/);
    }
    expect(() => holdout(10, {fraction: 0.01})).to.throw(RangeError, /at least one of the 10 examples on either side/);
    expect(() => holdout(10, {fraction: 0.99})).to.throw(RangeError, /at least one of the 10 examples on either side/);
    expect(() => holdout(10, {stratified: true})).to.throw(TypeError, /stratified needs the label of every example/);
    expect(() => holdout(10, {stratify: true} as object)).to.throw(TypeError, /did you mean "stratified"/);
    expect(() => holdout(1)).to.throw(RangeError, />= 2, received 1/);
  });
});
