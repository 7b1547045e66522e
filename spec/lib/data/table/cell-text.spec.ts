import {expect} from 'chai';
import {booleanOf, isDay, isMissing, kindOfCell, numberOf} from '../../../../lib/data/table/cell-text.ts';

describe('texts of cells', () => {
  const kinds: Readonly<Record<string, readonly string[]>> = {
    number: [
      '1',
      '-1.5',
      '+2',
      '.5',
      '5.',
      '1e3',
      '2E-4',
      ' 7 ',
      '0',
      '0.5',
      '0e5',
      '1000000',
      '9007199254740991',
      '1e20',
      '1234567890123456789e5',
    ],
    code: ['007', '00', ' 01234 ', '-01'],
    tiny: [
      '1e-400',
      '-4.5E-999',
      '.1e-400',
      '12.5e-400',
      '.12e-400',
      `0.${'0'.repeat(400)}1`,
      `0.${'0'.repeat(400)}1e5`,
    ],
    infinite: ['inf', '-Infinity', '+INF', '1e999', ' inf '],
    boolean: ['true', 'False', 'TRUE', ' true '],
    date: [
      '2024-05-31',
      '2024/5/1',
      '2024-05-31T12:00:00Z',
      '31.12.2024',
      '3/4/24',
      '31 May 2024',
      'May 31, 2024',
      '12:30',
      '2024-05-31 12:30',
      '31.12.2024 12:30',
      '12:30:45',
      '12:30:45.25',
      '12 days 01:02:03',
      '1 day 01:02:03',
      '1 day, 1:02:03.25',
      '3 days 01:02:03.5',
      '-1 days +23:59:59',
    ],
    comma: ['1,5', '-0,25', ',5', '0,234', '1234,567', '12,5e3', '1,5e-3', '1,5e12'],
    either: ['1,234', '-100,000'],
    thousands: [
      '1,234,567',
      '1.234.567',
      '1 234',
      "1'234'567",
      '1,234.5',
      '1.234,5',
      '-1,234,567',
      '12,345,678',
      "1'234'567.85",
      '-1,234.5',
      '12,345.25',
      '-1.234,5',
      '12.345,25',
    ],
    unit: ['5%', '$3.50', '12 €', '£1,000', '$ 5', '$-5', '-5%'],
    long: [
      '1234567890123456789',
      '-9007199254740993',
      '12345678901234567.0',
      '12345678901234567.',
      '12345678901234567.00',
    ],
    text: ['a', '0x1f', '0b11', '1-2', '1.2.3.4', '12a', '5 kg', '-', 'e5'],
    // What is one of these kinds but for a letter before or after, or for a point more.
    'text, too': [
      'a1234567890123456789',
      '1234567890123456789a',
      'minf',
      'infer',
      '01a',
      'untrue',
      'trueish',
      'x2024-05-31',
      '2024-05-31x',
      'x31.12.2024',
      '31.12.2024x',
      'x12:30',
      '12:30x',
      'x3 days 01:02:03',
      '3 days 01:02:03x',
      'x1,234,567',
      '1,234,567x',
      '1.234.5',
      'x1,234.5',
      '1,234.5x',
      'x1.234,5',
      '1.234,5x',
      '1,234x',
      '1,5x',
      'US$5',
      '$5x',
      'x5%',
      '5%x',
      'x1e-400',
      '1e-400x',
    ],
  };
  for (const [kind, texts] of Object.entries(kinds)) {
    it(`knows ${kind}`, () => {
      for (const text of texts) expect(kindOfCell(text, false), text).to.equal(kind.split(',')[0]);
    });
  }

  it('leaves texts of typed tables as they are', () => {
    expect(
      ['5', '1,5', 'true', '2024-05-31', 'x', '1234567890123456789', '05'].map((text) => kindOfCell(text, true)),
    ).to.deep.equal(['quoted', 'text', 'boolean', 'date', 'text', 'long', 'code']);
    expect([kindOfCell(5, true), kindOfCell(-Infinity, true)]).to.deep.equal(['number', 'infinite']);
  });

  it('knows true and false in any spelling, and days from other numbers', () => {
    expect(['True', ' FALSE', true, 'yes', '1', 1].map(booleanOf)).to.deep.equal([true, false, true, null, null, null]);
    expect([19000101, 20240229, 20991231].filter((number) => !isDay(number))).to.deep.equal([]);
    expect(
      [20230229, 20241301, 20240100, 20240015, 18991231, 21000101, 20240510.5, 2024051].filter(isDay),
    ).to.deep.equal([]);
  });

  it('knows what stands for no value, and the name of sodium', () => {
    expect(
      ['', ' ', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'null', 'NULL', '?', ' NA '].filter((text) => !isMissing(text)),
    ).to.deep.equal([]);
    expect(['0', 'Na', 'None', 'none', '-', 'N'].filter(isMissing)).to.deep.equal([]);
  });

  it('reads numbers with spaces around them, and no others than decimals', () => {
    expect([' -inf ', 'Infinity', ' 2.5 '].map(numberOf)).to.deep.equal([-Infinity, Infinity, 2.5]);
    expect(
      ['', '  ', ' 0x1f', '0o17', ' 1234567890123456789 '].filter((text) => !Number.isNaN(numberOf(text))),
    ).to.deep.equal([]);
  });
});
