import {expect} from 'chai';
import {givenPath} from '../../../../scripts/interpolate/given/given-path.ts';

describe('givenPath', () => {
  const points = [
    {alpha: 0, trainLoss: 1, testLoss: 2},
    {alpha: 0.5, trainLoss: 3, testLoss: 2 + 1e-7},
    {alpha: 1, trainLoss: 1, testLoss: 2},
    {alpha: 1.5, trainLoss: 0.5, testLoss: 4},
  ];

  it('says of each set what its losses say, and takes rises of rounding for none', () => {
    const {aligned, points: own, train, test} = givenPath(points, true);
    expect({aligned, own}).to.deep.equal({aligned: true, own: points});
    expect(train).to.include({monotone: false, largestBump: 2, barrier: 2, argmin: 1.5});
    expect(test).to.include({monotone: true, argmin: 0});
  });

  it('takes the positions from the points', () => {
    expect(givenPath(points.slice(0, 3), false).train.argmin).to.equal(0);
  });
});
