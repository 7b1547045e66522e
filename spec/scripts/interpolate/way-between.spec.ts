import {expect} from 'chai';
import {type Way, wayBetween, wayWords} from '../../../scripts/interpolate/way-between.ts';

const points = (...losses: number[]) => losses.map((trainLoss, i) => ({alpha: i / (losses.length - 1), trainLoss}));

describe('wayBetween', () => {
  it('is the same for both directions but for its name', () => {
    for (const [losses, there, back] of [
      [[0.4, 0.5, 0.6], 'rises', 'falls'],
      [[0.4, 0.7, 0.6], 'neither', 'neither'],
      [[0.4, 0.4, 0.4 + 1e-7], 'level', 'level'],
    ] as [number[], Way, Way][])
      expect([wayBetween(points(...losses)), wayBetween(points(...losses.toReversed()))]).to.deep.equal([there, back]);
  });

  it('looks at what lies between the ends', () => {
    expect(wayBetween([{alpha: -1, trainLoss: 0.9}, ...points(0.4, 0.6), {alpha: 2, trainLoss: 0.1}])).to.equal(
      'rises',
    );
    expect(wayBetween(points(1, Number.NaN, 0))).to.equal('neither');
  });
});

describe('wayWords', () => {
  it('names the barrier, or that there is none', () => {
    expect(wayWords('rises', 0)).to.equal('rises all along, without a barrier');
    expect(wayWords('neither', 0.25)).to.equal('neither falls nor rises all along, with a barrier of 0.25');
  });
});
