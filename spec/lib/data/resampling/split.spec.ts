import {expect} from 'chai';
import {apportion, classMembers, countOf, joined, shuffled} from '../../../../lib/data/resampling/split.ts';
import {randomStream} from '../../../../lib/base/random.ts';

describe('apportion', () => {
  it('rounds by largest remainders to the exact total', () => {
    // Quotas 4.7, 1.6, 3.7: floors 4, 1, 3 leave two seats for the two remainders of .7.
    expect(apportion([47, 16, 37], 10)).to.deep.equal([5, 1, 4]);
    expect(apportion([1, 1, 1], 2)).to.deep.equal([1, 1, 0]);
    expect(apportion([10, 20, 70], 10)).to.deep.equal([1, 2, 7]);
    expect(apportion([5], 3)).to.deep.equal([3]);
  });
});

describe('classMembers', () => {
  it('lists the indices of every class by increasing label', () => {
    expect(classMembers('f', 'option', [3, 1, 3, 0]).map((members) => [...members])).to.deep.equal([[3], [1], [0, 2]]);
    expect(() => classMembers('f', 'option', 4)).to.throw(TypeError, 'f: option needs the label of every example');
    expect(() => classMembers('f', 'option', [0, 1.5])).to.throw(RangeError, 'received 1.5 at 1');
  });
});

describe('countOf', () => {
  it('counts labels and takes counts', () => {
    expect([countOf('f', 5), countOf('f', [1, 2, 3]), countOf('f', new Uint8Array(4))]).to.deep.equal([5, 3, 4]);
    expect(() => countOf('f', 1)).to.throw(RangeError, /examples must be a whole number >= 2, received 1/);
    expect(() => countOf('f', 2.5)).to.throw(RangeError, /received 2\.5/);
    expect(() => countOf('f', [1])).to.throw(RangeError, /examples\.length must be .* >= 2, received 1/);
    expect(() => countOf('f', 'ten' as unknown as number)).to.throw(TypeError, /a count or an array of labels/);
  });
});

describe('shuffled and joined', () => {
  it('keep every index', () => {
    const lists = [Int32Array.of(1, 2, 3), Int32Array.of(), Int32Array.of(9)];
    expect([...joined(lists)]).to.deep.equal([1, 2, 3, 9]);
    const order = shuffled(
      Int32Array.from({length: 40}, (_, i) => 3 * i),
      randomStream(1),
    );
    expect([...order]).not.to.deep.equal([...order].sort((a, b) => a - b));
    expect(new Set(order).size).to.equal(40);
    expect(order.every((index) => index % 3 === 0)).to.equal(true);
  });
});
