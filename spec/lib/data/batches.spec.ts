import {expect} from 'chai';
import {batches, type BatchOptions} from '../../../lib/data/batches.ts';

const drawn = (count: number, options: BatchOptions) => [...batches(count, options)].map((batch) => [...batch]);
const increasing = (count: number) => Array.from({length: count}, (_, i) => i);
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

describe('batches', () => {
  it('cuts every epoch into pieces that hold every example once, the last one smaller', () => {
    const epoch = drawn(103, {batchSize: 20, seed: 1});
    expect(epoch.map(({length}) => length)).to.deep.equal([20, 20, 20, 20, 20, 3]);
    expect(epoch.flat()).not.to.deep.equal(increasing(103));
    expect(sorted(epoch.flat())).to.deep.equal(increasing(103));
    expect(drawn(100, {batchSize: 20}).map(({length}) => length)).to.deep.equal([20, 20, 20, 20, 20]);
  });

  it('depends on seed, epoch and sampling only', () => {
    for (const sampling of ['shuffle', 'replacement'] as const) {
      const options = {batchSize: 8, seed: 3, epoch: 2, sampling};
      expect(drawn(50, options)).to.deep.equal(drawn(50, options));
      expect(drawn(50, options)).not.to.deep.equal(drawn(50, {...options, epoch: 3}));
      expect(drawn(50, options)).not.to.deep.equal(drawn(50, {...options, seed: 4}));
    }
    expect(drawn(50, {batchSize: 8})).to.deep.equal(drawn(50, {batchSize: 8, seed: 0, epoch: 0, sampling: 'shuffle'}));
  });

  it('shows single examples in the order of larger batches', () => {
    const single = drawn(30, {batchSize: 1, seed: 5});
    expect(single.length).to.equal(30);
    expect(single.every(({length}) => length === 1)).to.equal(true);
    expect(single.flat()).to.deep.equal(drawn(30, {batchSize: 7, seed: 5}).flat());
  });

  it('takes all examples at once in their natural order, whatever the sampling', () => {
    for (const batchSize of ['full', 9, 10, Infinity] as const) {
      for (const sampling of ['shuffle', 'replacement'] as const) {
        expect(drawn(9, {batchSize, seed: 7, epoch: 4, sampling})).to.deep.equal([increasing(9)]);
      }
    }
  });

  it('draws with replacement ceil(n / m) batches of m, uniformly', () => {
    const epoch = drawn(10, {batchSize: 4, seed: 2, sampling: 'replacement'});
    expect(epoch.map(({length}) => length)).to.deep.equal([4, 4, 4]);
    // n draws miss an example with probability (1 - 1/n)^n.
    const many = drawn(2000, {batchSize: 50, seed: 2, sampling: 'replacement'}).flat();
    expect(many.length).to.equal(2000);
    expect(Math.max(...many)).to.be.lessThan(2000);
    expect(new Set(many).size / 2000).to.be.closeTo(1 - (1 - 1 / 2000) ** 2000, 0.03);
    const counts = increasing(10).map(() => 0);
    for (let epoch = 0; epoch < 500; epoch++) {
      for (const index of drawn(10, {batchSize: 5, epoch, sampling: 'replacement'}).flat()) counts[index]!++;
    }
    // Binomial with mean 500 and deviation 21.
    for (const count of counts) expect(count).to.be.within(400, 600);
  });

  it('leaves no example at a fixed place over the epochs', () => {
    const firsts = Array.from({length: 60}, (_, epoch) => drawn(20, {batchSize: 5, epoch})[0]![0]!);
    expect(new Set(firsts).size).to.be.greaterThan(12);
  });

  it('hands out arrays that belong to the caller', () => {
    for (const batch of batches(10, {batchSize: 5, seed: 1})) batch.fill(-1);
    expect(sorted(drawn(10, {batchSize: 5, seed: 1}).flat())).to.deep.equal(increasing(10));
  });

  it('refuses wrong arguments before the first batch', () => {
    const refusals: [count: unknown, options: object, kind: ErrorConstructor, message: RegExp][] = [
      [10, {batchSize: 0}, RangeError, /batchSize must be a whole number >= 1, received 0/],
      [10, {batchSize: -4}, RangeError, /batchSize .* received -4/],
      [10, {batchSize: 2.5}, RangeError, /batchSize .* received 2\.5/],
      [10, {batchSize: Number.NaN}, RangeError, /batchSize .* received NaN/],
      [10, {}, TypeError, /batchSize .* received undefined/],
      [10, {batchSize: 'all'}, RangeError, /batchSize must be one of "full", received "all"/],
      [10, {batchSize: 5, sampling: 'shufle'}, RangeError, /did you mean "shuffle"/],
      [10, {batchSize: 5, epoch: 1.5}, RangeError, /epoch must be a whole number >= 0, received 1\.5/],
      [10, {batchSize: 5, seed: Infinity}, RangeError, /seed must be a finite number, received Infinity/],
      [10, {batchsize: 5}, TypeError, /unknown option "batchsize"; did you mean "batchSize"/],
      [0, {batchSize: 5}, RangeError, /count must be a whole number >= 1, received 0/],
    ];
    for (const [count, options, kind, message] of refusals) {
      expect(() => batches(count as number, options as BatchOptions)).to.throw(kind, message);
    }
  });
});
