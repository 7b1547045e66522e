import {expect} from 'chai';
import {
  formatCount,
  formatDecimals,
  formatLoss,
  formatNumber,
  formatPercent,
  formatSeconds,
  formatSpread,
} from '../../../scripts/report/number-format.ts';

describe('number formats', () => {
  it('write numbers with so many digits', () => {
    const written = [0, 1, 0.1, 0.00123456, 12.345, 123456, -2.5].map((value) => formatNumber(value));
    expect(written).to.deep.equal(['0', '1', '0.1', '0.00123', '12.3', '123000', '\u22122.5']);
    expect([1e-5, 3.21e12, 1e6, -1e6].map((value) => formatNumber(value))).to.deep.equal([
      '10\u207b\u2075',
      '3.21\u00b710\u00b9\u00b2',
      '10\u2076',
      '\u221210\u2076',
    ]);
  });

  it('write numbers with so many decimals', () => {
    const written = [0.5, -0.6, 12.345, -0.001, 0].map((value) => formatDecimals(value, 2));
    expect(written).to.deep.equal(['0.50', '\u22120.60', '12.35', '0.00', '0.00']);
    expect([2e6, Number.NEGATIVE_INFINITY, null].map((value) => formatDecimals(value, 1))).to.deep.equal([
      '2\u00b710\u2076',
      '\u2212\u221e',
      '\u2013',
    ]);
  });

  it('write what is no number', () => {
    for (const format of [formatNumber, formatLoss, formatPercent, formatSeconds, formatCount]) {
      expect(format(null)).to.equal('\u2013');
      expect(format(Number.NaN)).to.equal('NaN');
      expect(format(Infinity)).to.equal('\u221e');
      expect(format(-Infinity)).to.equal('\u2212\u221e');
    }
  });

  it('write losses with decimals that line up', () => {
    expect([2.30264, 0.08125, 0, 0.00012345, 12345].map(formatLoss)).to.deep.equal([
      '2.3026',
      '0.0813',
      '0.0000',
      '0.000123',
      '12300',
    ]);
  });

  it('write fractions as per cent', () => {
    expect(formatPercent(0.97125)).to.equal('97.13 %');
    expect(formatPercent(1, 0)).to.equal('100 %');
  });

  it('write durations', () => {
    expect([0.424, 12.34, 59.94, 185, 3600, 7620, 59.99].map(formatSeconds)).to.deep.equal([
      '0.42 s',
      '12.3 s',
      '59.9 s',
      '3 min 05 s',
      '1 h 00 min',
      '2 h 07 min',
      '60.0 s',
    ]);
  });

  it('write counts in groups of three', () => {
    expect([0, 999, 1000, 1234567.4].map(formatCount)).to.deep.equal(['0', '999', '1\u202f000', '1\u202f234\u202f567']);
  });

  it('write a spread with the decimals of its mean', () => {
    expect(formatSpread(0.0812, 0.00049)).to.equal('0.0812 \u00b1 0.0005');
    expect(formatSpread(0.976, 0.0012, formatPercent)).to.equal('97.60 \u00b1 0.12 %');
    expect(formatSpread(0.0812, null)).to.equal('0.0812');
    expect(formatSpread(null, null)).to.equal('\u2013');
    expect(formatSpread(2e7, 3e6)).to.equal('2\u00b710\u2077 \u00b1 3\u00b710\u2076');
  });
});
