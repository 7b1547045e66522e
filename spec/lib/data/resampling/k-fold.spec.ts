import {expect} from 'chai';
import {kFold} from '../../../../lib/data/resampling/k-fold.ts';

describe('kFold', () => {
  it('tests every example once and trains it k - 1 times', () => {
    const folds = kFold(23, {k: 5, seed: 1});
    expect(folds.map(({test}) => test.length).sort((a, b) => a - b)).to.deep.equal([4, 4, 5, 5, 5]);
    expect(new Set(folds.flatMap(({test}) => [...test])).size).to.equal(23);
    for (const {train, test} of folds) {
      expect(train.length).to.equal(23 - test.length);
      expect(new Set([...train, ...test]).size).to.equal(23);
    }
    expect([...folds[0]!.test]).not.to.deep.equal([0, 5, 10, 15, 20]);
    expect(kFold(30).length).to.equal(10);
  });

  it('depends on the seed', () => {
    expect(kFold(20, {k: 4, seed: 1})).to.deep.equal(kFold(20, {k: 4, seed: 1}));
    expect(kFold(20, {k: 4, seed: 1})).not.to.deep.equal(kFold(20, {k: 4, seed: 2}));
  });

  it('spreads every class evenly on demand', () => {
    const labels = Array.from({length: 97}, (_, i) => (i < 60 ? 0 : i < 84 ? 1 : 2));
    const counts = kFold(labels, {k: 6, seed: 3, stratified: true}).map(({test}) =>
      [0, 1, 2].map((label) => test.filter((i) => labels[i] === label).length),
    );
    for (const [label, members] of [60, 24, 13].entries()) {
      for (const count of counts) expect(count[label]).to.be.within(Math.floor(members / 6), Math.ceil(members / 6));
    }
    for (const count of counts) expect(count[0]! + count[1]! + count[2]!).to.be.within(16, 17);
    const folds = (seed: number) => kFold(labels, {k: 6, seed, stratified: true});
    expect(folds(3)).to.deep.equal(folds(3));
    expect(folds(3)).not.to.deep.equal(folds(4));
    const plain = kFold(labels, {k: 6, seed: 3}).map(({test}) => test.filter((i) => labels[i] === 0).length);
    expect(new Set(plain).size, 'unstratified folds vary').to.be.greaterThan(1);
  });

  it('refuses wrong arguments', () => {
    for (const k of [1, 0, 2.5, 11]) {
      expect(() => kFold(10, {k})).to.throw(RangeError, `k must be a whole number >= 2 and <= 10, received ${k}`);
    }
    expect(() => kFold(10, {k: 2, stratified: true})).to.throw(TypeError, /stratified needs the label/);
    expect(() => kFold(5)).to.throw(RangeError, /k must be .* <= 5, received 10/);
  });
});
