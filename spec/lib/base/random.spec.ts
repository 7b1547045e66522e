import {expect} from 'chai';
import {permutation, randomStream} from '../../../lib/base/random.ts';

describe('randomStream', () => {
  it('repeats itself for the same seed and purpose, and differs for another', () => {
    const draw = (seed: number, purpose: string) => {
      const stream = randomStream(seed, purpose);
      return Array.from({length: 5}, () => stream.uniform());
    };
    expect(draw(1, 'a')).to.deep.equal(draw(1, 'a'));
    expect(draw(1, 'a')).not.to.deep.equal(draw(2, 'a'));
    expect(draw(1, 'a')).not.to.deep.equal(draw(1, 'b'));
  });

  it('draws standard normal numbers', () => {
    const stream = randomStream(3, 'normal');
    const sample = Array.from({length: 20000}, () => stream.normal());
    const mean = sample.reduce((a, b) => a + b) / sample.length;
    const variance = sample.reduce((a, b) => a + (b - mean) ** 2, 0) / sample.length;
    expect(mean).to.be.closeTo(0, 0.03);
    expect(variance).to.be.closeTo(1, 0.03);
  });

  it('refuses a seed that is not finite', () => {
    expect(() => randomStream(Number.NaN)).to.throw(RangeError, /seed must be a finite number/);
  });
});

describe('permutation', () => {
  it('holds every index once, in an order that depends on the stream', () => {
    const order = permutation(50, randomStream(1, 'order'));
    expect([...order].sort((a, b) => a - b)).to.deep.equal(Array.from({length: 50}, (_, i) => i));
    expect(order).not.to.deep.equal(permutation(50, randomStream(2, 'order')));
  });
});
