import {expect} from 'chai';
import {checkCallbacks, checkHistory} from '../../../lib/training/check-run.ts';

describe('checkCallbacks', () => {
  it('takes functions and what is left out', () => {
    for (const callbacks of [{}, {onUpdate: () => {}}, {onUpdate: undefined, onEpochEnd: async () => {}}]) {
      expect(() => checkCallbacks(callbacks)).to.not.throw();
    }
  });

  it('refuses others', () => {
    expect(() => checkCallbacks({onUpdate: 5})).to.throw(
      TypeError,
      'callbacks: onUpdate must be a function, received 5',
    );
    expect(() => checkCallbacks({onEpoch: () => {}})).to.throw(TypeError, /did you mean "onEpochEnd"/);
    expect(() => checkCallbacks(null)).to.throw(TypeError, /received null/);
  });
});

describe('checkHistory', () => {
  const record = (epoch: number, more: object = {}) => ({epoch, updates: 3 * epoch, trainLoss: 1, ...more});

  it('takes records in their order, also with epochs left out', () => {
    for (const history of [[], [record(0)], [record(0), record(1), record(4)]]) {
      expect(() => checkHistory(history)).to.not.throw();
    }
  });

  it('refuses what training cannot go on from, and says which record', () => {
    const cases: [unknown, typeof Error, RegExp][] = [
      [5, TypeError, /history must be an array, received 5/],
      [[{}], TypeError, /history\[0\]: epoch must be a whole number >= 0, received undefined/],
      [[record(0), null], TypeError, /history\[1\] must be a record that train gave, received null/],
      [[record(2), record(1)], RangeError, /history\[1\]: epoch must be a whole number > 2, received 1/],
      [[record(0, {updates: -1})], RangeError, /history\[0\]: updates must be .*received -1/],
      [[record(0, {trainLoss: Number.NaN})], RangeError, /history\[0\]: trainLoss must be .*received NaN/],
    ];
    for (const [history, kind, message] of cases) expect(() => checkHistory(history)).to.throw(kind, message);
  });
});
