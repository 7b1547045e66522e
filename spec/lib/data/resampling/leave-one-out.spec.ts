import {expect} from 'chai';
import {leaveOneOut} from '../../../../lib/data/resampling/leave-one-out.ts';

describe('leaveOneOut', () => {
  it('leaves every example out once', () => {
    expect(leaveOneOut(4).map(({train, test}) => [[...train], [...test]])).to.deep.equal([
      [[1, 2, 3], [0]],
      [[0, 2, 3], [1]],
      [[0, 1, 3], [2]],
      [[0, 1, 2], [3]],
    ]);
    expect(leaveOneOut([7, 7, 7]).length).to.equal(3);
  });

  it('makes training indices only when they are read', () => {
    // All at once they would be 10^10 numbers.
    const splits = leaveOneOut(100_000);
    const {train, test} = splits[99_999]!;
    expect([train.length, train.at(-1), test[0]]).to.deep.equal([99_999, 99_998, 99_999]);
  });

  it('refuses what is no count', () => {
    expect(() => leaveOneOut(1)).to.throw(RangeError, /leaveOneOut: examples must be a whole number >= 2, received 1/);
  });
});
