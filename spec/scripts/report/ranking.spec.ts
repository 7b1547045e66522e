import {expect} from 'chai';
import {rankUnits} from '../../../scripts/report/ranking.ts';
import type {RunUnit} from '../../../scripts/report/types.ts';

function unit(label: string, testLoss: number | null, more: Partial<RunUnit> = {}): RunUnit {
  const record = {epoch: 1, updates: 10, learningRate: 0.1, rates: []};
  const end = {...record, trainLoss: 0.5, testLoss, trainAccuracy: 0.75, testAccuracy: 0.5};
  const history = [{...end, epoch: 0, testLoss: 99}, end];
  return {
    label,
    optimizer: 'sgd',
    config: {},
    seed: 1,
    history,
    divergence: null,
    seconds: 2,
    updates: 10,
    updatesPerSecond: 5,
    ...more,
  };
}

const diverged = {update: 5, learningRate: 0.1, loss: Infinity, reason: 'the loss is infinite'};

describe('rankUnits', () => {
  it('takes the mean and the sample deviation over the seeds of the last epoch', () => {
    const [row] = rankUnits([unit('a', 1, {seconds: 1}), unit('a', 3, {seconds: 5}), unit('a', 5)]);
    expect(row).to.include({rank: 1, label: 'a', seeds: 3, diverged: 0, testLoss: 3, testLossSpread: 2});
    expect(row).to.include({
      trainLoss: 0.5,
      trainAccuracy: 0.75,
      testAccuracy: 0.5,
      testAccuracySpread: 0,
      updates: 10,
    });
    expect(row!.seconds).to.be.closeTo(8 / 3, 1e-12);
  });

  it('puts the smallest test loss first', () => {
    const rows = rankUnits([unit('a', 2), unit('b', 1), unit('c', 3)]);
    expect(rows.map(({rank, label}) => `${rank} ${label}`)).to.deep.equal(['1 b', '2 a', '3 c']);
  });

  it('puts what diverged last and leaves it out of the means', () => {
    const lost = {divergence: diverged};
    const rows = rankUnits([unit('all', 0.01, lost), unit('some', 0.01, lost), unit('some', 0.1), unit('none', 7)]);
    expect(rows.map(({label, diverged}) => [label, diverged])).to.deep.equal([
      ['none', 0],
      ['some', 1],
      ['all', 1],
    ]);
    expect(rows[1]).to.include({testLoss: 0.1, testLossSpread: null, seeds: 2});
    expect(rows[2]).to.include({testLoss: null, trainAccuracy: null, seconds: 2});
  });

  it('ranks by the training loss without a test set, and NaN after all numbers', () => {
    const without = (label: string, trainLoss: number) => {
      const one = unit(label, null);
      return {...one, history: one.history.map((record) => ({...record, testLoss: null, trainLoss}))};
    };
    expect(rankUnits([without('a', 2), without('b', 1)]).map(({label}) => label)).to.deep.equal(['b', 'a']);
    const odd = [unit('nan', NaN), unit('infinite', Infinity), unit('fine', 1)];
    expect(rankUnits(odd).map(({label}) => label)).to.deep.equal(['fine', 'nan', 'infinite']);
  });

  it('bears units without accuracy and without history', () => {
    const one = unit('autoencoder', 1);
    const blind = {
      ...one,
      history: one.history.map((record) => ({...record, testAccuracy: null, trainAccuracy: null})),
    };
    expect(rankUnits([blind])[0]).to.include({testAccuracy: null, trainAccuracy: null, testLoss: 1});
    expect(rankUnits([{...one, history: []}])[0]).to.include({testLoss: null, trainLoss: null});
    expect(rankUnits([])).to.deep.equal([]);
  });
});
