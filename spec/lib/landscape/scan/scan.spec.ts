import {expect} from 'chai';
import {pointGroups, scan} from '../../../../lib/landscape/scan/scan.ts';
import type {PointEvaluator} from '../../../../lib/landscape/scan/point-evaluator.ts';

describe('pointGroups', () => {
  it('shares points evenly', () => {
    const sizes = (count: number, most: number) => pointGroups(count, most).map((group) => group.length);
    expect(sizes(51, 16)).to.deep.equal([13, 13, 13, 12]);
    expect(sizes(16, 16)).to.deep.equal([16]);
    expect(sizes(3, 1)).to.deep.equal([1, 1, 1]);
    expect(pointGroups(7, 3).flat()).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe('scan', () => {
  const calls: number[][] = [];
  const evaluator: PointEvaluator = {
    group: 3,
    batchNorm: null,
    measure: async (_, points) => {
      calls.push(points.map(([value]) => value!));
      return points.map(([value]) => ({loss: 10 * value!}));
    },
    dispose: () => {},
  };
  const points = [0, 1, 2, 3, 4].map((value) => [value]);
  beforeEach(() => calls.splice(0));

  it('fills the last group up, so that all are of one size', async () => {
    const results = await scan([], points, evaluator);
    expect(results.map((result) => result!['loss'])).to.deep.equal([0, 10, 20, 30, 40]);
    expect(calls).to.deep.equal([
      [0, 1, 2],
      [3, 4, 4],
    ]);
  });

  it('measures a group that is known in part as a whole and keeps what is known', async () => {
    const done = new Map([0, 1, 2, 4].map((index) => [index, {loss: -index}] as const));
    const heard: number[] = [];
    const results = await scan([], points, evaluator, {
      done,
      onPoints: (group) => void heard.push(...group.map(({index}) => index)),
    });
    expect(results.map((result) => result!['loss'])).to.deep.equal([-0, -1, -2, 30, -4]);
    expect(calls).to.deep.equal([[3, 4, 4]]);
    expect(heard).to.deep.equal([3, 4]);
  });

  it('measures the groups of one share alone', async () => {
    const results = await scan([], points, evaluator, {}, (group) => group === 1);
    expect(results.map((result) => result?.['loss'])).to.deep.equal([undefined, undefined, undefined, 30, 40]);
  });
});
