import {expect} from 'chai';
import {curvesOf, decisiveValues, divergenceEpoch} from '../../../../scripts/report/figures/curves.ts';
import type {RunUnit} from '../../../../scripts/report/types.ts';

const lost = {update: 25, learningRate: 1, loss: Number.NaN, reason: 'NaN'};

function unit(label: string, losses: readonly number[], divergence: RunUnit['divergence'] = null): RunUnit {
  const history = losses.map((trainLoss, epoch) => ({
    epoch,
    updates: epoch * 10,
    learningRate: null,
    rates: [],
    trainLoss,
    testLoss: null,
    trainAccuracy: null,
    testAccuracy: null,
  }));
  return {
    label,
    optimizer: label,
    config: {},
    seed: 1,
    history,
    divergence,
    seconds: 1,
    updates: 1,
    updatesPerSecond: 1,
  };
}

const sample = ({history}: RunUnit) => history.map(({epoch, trainLoss}) => [epoch, trainLoss] as const);

describe('curvesOf', () => {
  it('takes the mean over the seeds and bands it from the least to the greatest', () => {
    const [curve] = curvesOf([unit('a', [4, 1]), unit('a', [4, 2]), unit('a', [4, 6])], sample, () => null);
    expect(curve!.points).to.deep.equal([
      {x: 0, mean: 4, low: 4, high: 4},
      {x: 1, mean: 3, low: 1, high: 6},
    ]);
    expect(curve).to.include({label: 'a', diverged: false, end: null});
  });

  it('draws a diverged seed on its own, outside of the mean, up to its end', () => {
    const units = [unit('a', [4, 1]), unit('a', [4, 8, NaN], lost)];
    const curves = curvesOf(units, sample, (one, last) => ({x: 2.5, value: last!.mean + one.divergence!.update}));
    expect(curves.map(({diverged}) => diverged)).to.deep.equal([false, true]);
    expect(curves[0]!.points[1]).to.include({mean: 1, high: 1});
    expect(curves[1]!.points.map(({mean}) => mean)).to.deep.equal([4, 8]);
    expect(curves[1]!.end).to.deep.equal({x: 2.5, value: 33});
  });

  it('leaves gaps for what is not finite and nothing for what has no point', () => {
    const [curve, ...others] = curvesOf([unit('a', [1, NaN, Infinity, 2]), unit('b', [NaN])], sample, () => null);
    expect(curve!.points.map(({x}) => x)).to.deep.equal([0, 3]);
    expect(others).to.deep.equal([]);
  });
});

describe('divergenceEpoch', () => {
  it('turns updates into epochs', () => {
    const one = unit('a', [4, 1, 1], lost);
    expect(divergenceEpoch(one, [one])).to.equal(2.5);
  });

  it('takes the length of an epoch from another unit, for one that ended in its first', () => {
    const first = unit('a', [4], lost);
    expect(divergenceEpoch(first, [first, unit('b', [4, 1])])).to.equal(2.5);
    expect(divergenceEpoch(first, [first])).to.equal(1);
  });
});

describe('decisiveValues', () => {
  it('counts a diverged run for where it started only', () => {
    const units = [unit('a', [4, 1]), unit('b', [5, 1e9], lost)];
    expect(decisiveValues(curvesOf(units, sample, () => null))).to.have.members([4, 4, 1, 1, 4, 4, 5, 5]);
  });

  it('counts all of it if there is nothing else', () => {
    const values = decisiveValues(curvesOf([unit('b', [5, 1e9], lost)], sample, () => null));
    expect(values).to.include(1e9);
  });
});
