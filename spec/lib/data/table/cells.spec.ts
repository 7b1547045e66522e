import {expect} from 'chai';
import {type Cell, CellCollector, mostCategories} from '../../../../lib/data/table/cells.ts';

type Options = ConstructorParameters<typeof CellCollector>[1];

const collected = (cells: Iterable<Cell>, {typed = false, ...options}: {typed?: boolean} & Options = {}) => {
  const collector = new CellCollector(typed, options);
  for (const cell of cells) collector.add(cell);
  return collector.finish();
};
const range = <Value>(count: number, value: (i: number) => Value): Value[] =>
  Array.from({length: count}, (_, i) => value(i));

describe('the cells of a column', () => {
  it('are values and their numbers while these are few', () => {
    const {form, ...rest} = collected(['b', 'a', null, 'b', undefined, NaN, '', 'NA', 'a']);
    expect(form).to.equal('few');
    expect(rest).to.deep.equal({
      codes: Int32Array.of(0, 1, -1, 0, -1, -1, -1, -1, 1),
      values: ['b', 'a'],
      doubtful: null,
    });
    const many = collected(range(mostCategories * 3, (i) => `t${i % mostCategories}`));
    expect(many.form === 'few' && many.codes).to.deep.equal(
      Int32Array.from({length: mostCategories * 3}, (_, i) => i % mostCategories),
    );
  });

  it('have no value in rows that went by before', () => {
    const cells = collected(['x', 'y'], {before: 2});
    expect(cells.form === 'few' && [...cells.codes]).to.deep.equal([-1, -1, 0, 1]);
  });

  it('keep what kind a value is', () => {
    const day = new Date('2024-05-31T00:00:00Z');
    const cells = collected([true, 'x', 1, '1', 12n, 2n ** 60n, day, new Date(NaN), {} as never], {typed: true});
    expect(cells.form === 'few' && [cells.values, [...cells.codes]]).to.deep.equal([
      [true, 'x', 1, '1', 12, '1152921504606846976', '2024-05-31T00:00:00.000Z', '[object Object]'],
      [0, 1, 2, 3, 4, 5, 6, -1, 7],
    ]);
  });

  it('are true and false in one spelling where they are nothing else', () => {
    const cells = collected(['True', null, ' FALSE', 'true', 'false']);
    expect(cells.form === 'few' && [cells.values, [...cells.codes]]).to.deep.equal([
      [true, false],
      [0, -1, 1, 0, 1],
    ]);
    const others = collected(['True', 'true', 'yes']);
    expect(others.form === 'few' && others.values).to.deep.equal(['True', 'true', 'yes']);
  });

  it('are numbers where there are many of these, with texts between them by their rows', () => {
    const texts = range(5000, (i) => (i % 7 === 3 ? null : String(i / 4)));
    const cells = collected([...texts, 'x', 'NA', '01234', 7]);
    expect(cells.form).to.equal('numbers');
    if (cells.form !== 'numbers') return;
    expect([...cells.numbers]).to.deep.equal([
      ...texts.map((text) => (text === null ? NaN : Number(text))),
      NaN,
      NaN,
      NaN,
      7,
    ]);
    expect([...cells.strays]).to.deep.equal([
      [5000, 'x'],
      [5002, '01234'],
    ]);
    expect(cells.doubtful).to.equal(null);
  });

  it('are numbers from one more than are categories on', () => {
    const of = (count: number) => collected(range(count, (i) => i + 0.5)).form;
    expect([of(mostCategories), of(mostCategories + 1)]).to.deep.equal(['few', 'numbers']);
  });

  it('of a typed table are no numbers where they are texts or booleans', () => {
    const numbers = range<Cell>(mostCategories + 1, (i) => i);
    const cells = collected([...numbers, '5', true, null], {typed: true});
    expect(cells.form === 'numbers' && [...cells.strays]).to.deep.equal([
      [1001, '5'],
      [1002, 'true'],
    ]);
    for (const first of ['5', true]) expect(collected([first, ...numbers], {typed: true}).form).to.equal('many');
    expect(collected([true, ...numbers]).form).to.equal('many');
    expect(collected(['5', ...numbers]).form).to.equal('numbers');
  });

  it('are the first texts alone where there are many of these', () => {
    const cells = collected(range(3000, (i) => (i % 2 ? `t${i}` : null)));
    expect(cells).to.deep.equal({
      form: 'many',
      values: range(mostCategories + 1, (i) => `t${2 * i + 1}`),
      firstRows: range(mostCategories + 1, (i) => 2 * i + 1),
    });
  });

  it('tell of the first number whose point may be one of thousands', () => {
    const doubtful = {row: 1, text: '1.100'};
    expect(collected(['950', '1.100', '2.000'], {points: true})).to.deep.include({doubtful});
    expect(collected(['950', '1.100', '2.000'])).to.deep.include({doubtful: null});
    const many = range(1500, (i) => `${1 + Math.floor(i / 1000)}.${String(i % 1000).padStart(3, '0')}`);
    expect(collected(['950', ...many], {points: true})).to.deep.include({
      form: 'numbers',
      doubtful: {row: 1, text: '1.000'},
    });
    expect(collected([...many, '7.5'], {points: true})).to.deep.include({form: 'numbers', doubtful: null});
  });
});
