import {expect} from 'chai';
import {doubtfulProblem, DoubtfulPoints} from '../../../../lib/data/table/doubtful-points.ts';

const first = (...values: (string | number)[]) => {
  const points = new DoubtfulPoints();
  for (const [row, value] of values.entries()) points.see(row, value);
  return points.first;
};

describe('points that may separate thousands', () => {
  it('are those of one to three digits, a point, and three more', () => {
    for (const text of ['1.100', '12.345', '-123.000', '+1.100', ' 1.100 '])
      expect(first('x', text, '2.000'), text).to.deep.equal({row: 1, text: text.trim()});
    for (const text of ['0.100', '1234.100', '1.10', '1.1000', '.100', '1.1e3'])
      expect(first(text), text).to.equal(null);
    for (const text of ['x1.100', '1.100x', '1a100']) expect(first(text), text).to.equal(null);
  });

  it('are decimal where one number is written as no thousands are, before or after', () => {
    for (const text of ['0.100', '7.5', '1500', '1e3', ' 1500 ']) {
      expect(first('1.100', text), text).to.equal(null);
      expect(first(text, '1.100'), text).to.equal(null);
    }
  });

  it('stay in doubt beside short numbers, texts and numbers that were told apart', () => {
    for (const value of ['950', '-5', ' 950 ', '+50', 'x', '0x1f', 1500, 7.5])
      expect(first(value, '1.100'), String(value)).to.deep.equal({row: 1, text: '1.100'});
  });

  it('are told of with both ways to write the number', () => {
    expect(doubtfulProblem('1.100')).to.match(
      /^"1\.100", as all numbers of its column.*; write 1100 for thousands, or put commas/,
    );
  });
});
