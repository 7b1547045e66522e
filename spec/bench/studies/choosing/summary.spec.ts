import {expect} from 'chai';
import {bestOf, byRate, leaders} from '../../../../bench/studies/choosing/summary.ts';
import type {UnitResult} from '../../../../bench/studies/choosing/unit.ts';

/** A training with these losses and this accuracy at its end. */
const result = (
  [problem, entry, rate, seed]: [UnitResult['problem'], string, number, number],
  [trainLoss, testLoss, accuracy]: [number, number, number],
  stopped = 'epochs',
): UnitResult => ({
  problem,
  entry,
  rate,
  seed,
  trainLoss: [9, trainLoss],
  testLoss: [9, testLoss],
  testAccuracy: [0.1, accuracy],
  stopped,
  updates: 10,
  seconds: 1,
});

describe('the summary of the study of optimizers', () => {
  it('has means over the seeds by rate, of the last epoch', () => {
    const results = [
      result(['mlp', 'a', 0.1, 1], [1, 3, 0.5]),
      result(['mlp', 'a', 0.01, 1], [2, 2, 0.25]),
      result(['mlp', 'a', 0.1, 2], [3, 5, 1]),
      result(['cnn', 'a', 0.1, 2], [7, 7, 0]),
      result(['mlp', 'b', 0.1, 2], [7, 7, 0]),
    ];
    expect(byRate(results, 'mlp', 'a')).to.deep.equal([
      {rate: 0.01, seeds: 1, diverged: 0, accuracy: 0.25, spread: 0, trainLoss: 2, testLoss: 2},
      {rate: 0.1, seeds: 2, diverged: 0, accuracy: 0.75, spread: 0.25, trainLoss: 2, testLoss: 4},
    ]);
  });

  it('counts a training that diverged as accuracy 0, and its rate is never the best', () => {
    const rates = byRate(
      [
        result(['mlp', 'a', 1, 1], [0.1, 0.1, 1]),
        result(['mlp', 'a', 1, 2], [0.1, 0.1, 1], 'diverged'),
        result(['mlp', 'a', 0.1, 1], [2, 2, 0.4]),
      ],
      'mlp',
      'a',
    );
    expect(rates[1]).to.deep.include({diverged: 1, accuracy: 0.5, trainLoss: Infinity});
    expect(bestOf(rates).rate).to.equal(0.1);
  });

  it('chooses the rate by the training loss, and leaders by the test accuracy there', () => {
    const results = (['mlp', 'cnn'] as const).flatMap((problem) => [
      result([problem, 'low', 1, 1], [1, 9, 0.8]),
      result([problem, 'low', 2, 1], [2, 1, 0.99]),
      result([problem, 'high', 3, 1], [5, 5, 0.9]),
    ]);
    results.push(result(['mlp', 'half', 3, 1], [0, 0, 1]));
    expect(leaders(results).map(({entry, rate}) => [entry, rate])).to.deep.equal([
      ['high', 3],
      ['low', 1],
    ]);
    expect(leaders(results, 1)).to.have.length(1);
  });
});
