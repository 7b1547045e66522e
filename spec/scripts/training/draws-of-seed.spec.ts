import {expect} from 'chai';
import {drawsOfSeed} from '../../../scripts/training/draws-of-seed.ts';

describe('drawsOfSeed', () => {
  it('gives the numbers of a seed and an epoch, and chance back at the end', () => {
    const {random} = Math;
    const three = (): number[] => [Math.random(), Math.random(), Math.random()];
    const draws = drawsOfSeed(1);
    draws.startEpoch(4);
    const first = three();
    expect(new Set(first).size).to.equal(3);
    draws.startEpoch(5);
    expect(three()).not.to.deep.equal(first);
    draws.startEpoch(4);
    expect(three()).to.deep.equal(first);
    draws.stop();
    expect(Math.random).to.equal(random);
    const other = drawsOfSeed(2);
    other.startEpoch(4);
    expect(three()).not.to.deep.equal(first);
    other.stop();
  });
});
