import {expect} from 'chai';
import {sentinelWords} from '../../../../lib/data/table/sentinel.ts';
import {columnTable} from '../../../../lib/data/table/column-table.ts';
import {fitColumn} from '../../../../lib/data/table/fit-column.ts';
import {planTable} from '../../../../lib/data/table/plan.ts';

const found = (...numbers: number[]): string | null =>
  sentinelWords(
    Int32Array.from(numbers, (_, row) => row),
    Float64Array.from(numbers),
  );
/** Mean 5, deviation 2. */
const others = [3, 7, 3, 7];

describe('a number that may stand for no value', () => {
  it('is of nines, comes three times and lies more than 8 deviations from the others', () => {
    const words = (count: number, value: number) =>
      `${count} rows have ${value}, far from all others: if it stands for no value, leave these cells empty`;
    expect(found(...others, -999, -999, -999)).to.equal(words(3, -999));
    expect(found(99, ...others, NaN, 99, 99, 99)).to.equal(words(4, 99));
    expect(found(...others, -999, -999), 'twice').to.equal(null);
    expect(found(...others, 9, 9, 9), 'one nine').to.equal(null);
    expect(found(...others, -998, -998, -998), 'no nines').to.equal(null);
    expect(found(512.3292, 512.3292, 512.3292, ...others), 'a fare').to.equal(null);
    expect(found(3, 4, -999, -999, -999), 'too few others').to.equal(null);
    const wide = others.map((other) => 99 - 8 * 2 + (other - 5));
    expect(found(...wide, 99, 99, 99), 'at 8 deviations').to.equal(null);
    expect(found(...wide.map((number) => number - 0.01), 99, 99, 99), 'beyond 8').to.equal(words(3, 99));
    expect(found(...others, 1000, -99, 99, 99, 99), 'not beyond all others').to.equal(null);
  });

  it('is told in the words of its column, of rows to train with', () => {
    const rows = [3, 7, 3, 7, -999, -999, -999].map((a, i) => [a, i / 3]);
    const plan = planTable(columnTable({columns: ['a', 'k'], rows}), {
      target: 'k',
      missing: 'refuse',
      ignore: [],
      categories: [],
      keep: [],
    });
    const words = (train: Int32Array) => (fitColumn(plan, plan.inputs[0]!, train) as {words: string}).words;
    expect(words(plan.rows)).to.match(/^number, standardised: mean .*, deviation .*; 3 rows have -999, far from/);
    expect(words(plan.rows.slice(0, 6))).to.match(/^number, standardised: mean [^;]*$/);
  });
});
