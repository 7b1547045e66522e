import {expect} from 'chai';
import {bootstrap} from '../../../../lib/data/resampling/bootstrap.ts';

const increasing = (count: number) => Array.from({length: count}, (_, i) => i);

describe('bootstrap', () => {
  it('draws n of n with replacement and tests with the rest', () => {
    const samples = bootstrap(30, {repeats: 4, seed: 1});
    expect(samples.length).to.equal(4);
    for (const {train, test} of samples) {
      expect(train.length).to.equal(30);
      const drawn = new Set(train);
      expect(drawn.size).to.be.lessThan(30);
      expect([...test]).to.deep.equal(increasing(30).filter((i) => !drawn.has(i)));
    }
    expect(new Set(samples.map(({train}) => train.join())).size).to.equal(4);
    expect(bootstrap(30, {repeats: 4, seed: 1})).to.deep.equal(samples);
    expect(bootstrap(30, {repeats: 4, seed: 2})).not.to.deep.equal(samples);
  });

  it('holds .632304575 of a thousand examples on average', () => {
    const n = 1000;
    const expected = 1 - (1 - 1 / n) ** n;
    expect(expected).to.be.closeTo(0.632304575, 5e-10);
    const shares = bootstrap(n, {repeats: 200, seed: 5}).map(({train}) => new Set(train).size / n);
    const mean = shares.reduce((a, b) => a + b) / shares.length;
    // The deviation of one share is about .0097, of the mean of 200 .0007.
    expect(mean).to.be.closeTo(expected, 0.003);
  });

  it('draws equally from every class on demand', () => {
    const labels = [...Array(90).fill(0), ...Array(9).fill(1), 2] as number[];
    for (const {train, test} of bootstrap(labels, {repeats: 3, balanced: true})) {
      const of = (label: number) => train.filter((i) => labels[i] === label).length;
      expect([of(0), of(1), of(2)]).to.deep.equal([34, 33, 33]);
      expect(test.includes(99), 'the only member of a class is always drawn').to.equal(false);
      expect(
        train.slice(0, 34).every((i) => labels[i] === 0),
        'in random order',
      ).to.equal(false);
    }
    expect(bootstrap(labels, {balanced: true})).to.deep.equal(bootstrap(labels, {balanced: 'classes'}));
  });

  it('uses every example equally over all samples on demand', () => {
    for (const balanced of [true, 'examples'] as const) {
      const samples = bootstrap(20, {repeats: 7, seed: 2, balanced});
      const uses = increasing(20).map(() => 0);
      for (const {train} of samples) for (const i of train) uses[i]!++;
      expect(uses).to.deep.equal(increasing(20).map(() => 7));
      expect(samples.every(({train}) => train.length === 20)).to.equal(true);
      expect(samples.some(({test}) => test.length > 0)).to.equal(true);
    }
  });

  it('refuses wrong arguments', () => {
    expect(() => bootstrap(10, {repeats: 0})).to.throw(RangeError, /repeats must be a whole number >= 1, received 0/);
    expect(() => bootstrap(10, {balanced: 'classes'})).to.throw(
      TypeError,
      /balanced 'classes' needs the label of every/,
    );
    expect(() => bootstrap(10, {balanced: 'class' as 'classes'})).to.throw(
      RangeError,
      /balanced must be .* received "class"/,
    );
  });
});
