import {expect} from 'chai';
import {momentsOf, spreadProblem, standardised} from '../../../../lib/data/table/moments.ts';

describe('momentsOf', () => {
  const moments = (...numbers: number[]) =>
    momentsOf(
      Int32Array.from(numbers, (_, i) => i),
      Float64Array.from(numbers),
    );

  it('passes over what is missing', () => {
    expect(moments(1, NaN, 3)).to.deep.equal({mean: 2, deviation: 1, least: 1, greatest: 3});
    expect(moments(NaN).mean).to.be.NaN;
    expect(moments(0, 0)).to.deep.equal({mean: 0, deviation: 0, least: 0, greatest: 0});
  });

  it('takes one column of rows of several numbers', () => {
    // Columns 1, 5 and 2, 8, of which the row between is no part.
    const rows = Float64Array.of(1, 2, 70, 80, 5, 8);
    const found = [0, 1].map((column) => momentsOf(Int32Array.of(0, 2), rows, 2, column));
    expect(found).to.deep.equal([
      {mean: 3, deviation: 2, least: 1, greatest: 5},
      {mean: 5, deviation: 3, least: 2, greatest: 8},
    ]);
  });

  it('is the same in all units, as far as float64 goes', () => {
    const {mean, deviation} = moments(1.5, 1.6, 1.7);
    for (const power of [1000, 1023, -900]) {
      const unit = 2 ** power;
      const other = moments(1.5 * unit, 1.6 * unit, 1.7 * unit);
      expect([other.mean / unit, other.deviation / unit]).to.deep.equal([mean, deviation]);
      expect(spreadProblem(other)).to.equal(null);
    }
    expect(moments(1.7e308, -1.7e308)).to.include({mean: 0, deviation: 1.7e308});
    expect(standardised(1.7e308, -1e308, 1.7e308)).to.be.closeTo(27 / 17, 1e-15);
  });

  it('tells numbers that differ from those that do not', () => {
    // The mean of these is not 0.1 to the last digit.
    const same = moments(...Array.from({length: 10}, () => 0.1));
    expect([same.least, same.greatest, spreadProblem(same)]).to.deep.equal([0.1, 0.1, null]);
    expect(spreadProblem(moments(1e9, 1e9 + 1))).to.equal(null);
    expect(spreadProblem(moments(1e9, 1e9 + 2e-7))).to.match(/near together .*subtract 1000000000 from each/);
    expect(spreadProblem(moments(1e-320, 3e-320))).to.match(/too near 0/);
  });
});
