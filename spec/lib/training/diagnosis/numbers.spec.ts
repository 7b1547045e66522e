import {expect} from 'chai';
import {digits, upperMedian} from '../../../../lib/training/diagnosis/numbers.ts';

describe('numbers of findings', () => {
  it('are shown with three digits', () => {
    expect([12345, 0.00012345, 2, Infinity, Number.NaN].map(digits)).to.deep.equal([
      '12300',
      '0.000123',
      '2',
      'Infinity',
      'NaN',
    ]);
  });

  it('have a median', () => {
    expect(upperMedian([10, 1, 2])).to.equal(2);
    expect(upperMedian([4, 1, 2, 3])).to.equal(3);
  });
});
