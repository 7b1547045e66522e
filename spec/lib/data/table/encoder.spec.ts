import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import {TableCollector} from '../../../../lib/data/table/column-table.ts';
import {TableEncoder} from '../../../../lib/data/table/encoder.ts';
import {planTable} from '../../../../lib/data/table/plan.ts';
import {all, encoderOf, other} from '../support/encoder-of.ts';

const range = <Value>(count: number, value: (i: number) => Value): Value[] =>
  Array.from({length: count}, (_, i) => value(i));

describe('the encoder of a table', () => {
  it('says of each column what becomes of it', () => {
    const rows = [
      [1, true, 'p', 7, 0.5],
      [null, false, null, 7, 1.5],
      [3, true, 'p', 7, 2.5],
      [5, true, 'q', 7, 3.5],
    ];
    const {encoder} = encoderOf(['a', 'b', 'c', 'd', 'k'], rows, {missing: 'mean'});
    const nothing = {mean: null, deviation: null, categories: null, missing: 0};
    // Standard deviations by numpy.std, which divides by n as well: np.std([1, 3, 5]), np.std([0.5, 1.5, 2.5, 3.5]).
    expect(encoder.columns).to.deep.equal([
      {
        ...nothing,
        name: 'a',
        use: 'number',
        width: 1,
        mean: 3,
        deviation: 1.632993161855452,
        missing: 1,
        words: 'number, standardised: mean 3, deviation 1.633',
      },
      {...nothing, name: 'b', use: 'boolean', width: 1, words: 'true is 1, false is 0; 75 % are true'},
      {
        ...nothing,
        name: 'c',
        use: 'category',
        width: 3,
        categories: ['missing', 'p', 'q'],
        missing: 1,
        words: '3 categories, one-hot: "missing", "p", "q"',
      },
      {...nothing, name: 'd', use: 'left out', width: 0, words: 'left out: every row to train with has 7'},
      {...nothing, name: 'k', use: 'target', width: 0, words: 'target, standardised: mean 2, deviation 1.118'},
    ]);
    expect([encoder.width, encoder.scaling]).to.deep.equal([5, {mean: [2], deviation: [1.118033988749895]}]);
    const classes = encoderOf(
      ['a', 'k'],
      [
        [1, 'x'],
        [2, 'y'],
        [3, 'x'],
        [4, 'y'],
      ],
    ).encoder;
    expect([classes.columns[1]!.words, classes.scaling]).to.deep.equal(['target, 2 classes: "x", "y"', null]);
  });

  it('numbers classes, in bytes up to 256 of them', () => {
    for (const count of [256, 257]) {
      const rows = range(2 * count, (i) => [(i * 7) % 11, `c${String(i % count).padStart(3, '0')}`]);
      const {plan, encoder} = encoderOf(['a', 'k'], rows);
      const y = encoder.targets(plan.table, plan.rows);
      expect(y).to.be.instanceOf(count > 256 ? Int32Array : Uint8Array);
      expect([...y]).to.deep.equal(range(2 * count, (i) => i % count));
      const turned = other(
        ['k', 'a'],
        [
          ['c003', 1],
          ['z', 1],
        ],
      );
      expect([...encoder.targets(turned, Int32Array.of(0))]).to.deep.equal([3]);
      expect(() => encoder.targets(turned, all(turned))).to.throw(
        DataError,
        /^other: row 2, column "k": "z" is not among/,
      );
    }
  });

  it('numbers classes that are numbers, of another table too, and refuses texts there', () => {
    const {encoder} = encoderOf(
      ['a', 'k'],
      [
        [1, 7],
        [2, -1],
        [3, 7],
        [4, -1],
      ],
    );
    const numbers = other(
      ['a', 'k'],
      [
        [1, 7],
        [1, -1],
      ],
    );
    expect([...encoder.targets(numbers, all(numbers))]).to.deep.equal([1, 0]);
    const text = other(
      ['a', 'k'],
      [
        [1, 'x'],
        [1, 'y'],
      ],
    );
    expect(() => encoder.targets(text, all(text))).to.throw(
      DataError,
      /^other: row 1, column "k": found "x"; expected a number/,
    );
  });

  it('takes texts for numbers alike in files without types', () => {
    const collector = new TableCollector(['a', 'k'], false);
    for (const row of [
      ['1', 'x'],
      ['2', 'y'],
      ['3', ' x'],
      ['4', 'y'],
    ])
      collector.add(row);
    const plan = planTable(collector.finish('t'), {
      target: 'k',
      missing: 'refuse',
      ignore: [],
      categories: [],
      keep: [],
    });
    const encoder = new TableEncoder(plan, plan.rows);
    expect([...encoder.targets(plan.table, plan.rows)]).to.deep.equal([0, 1, 0, 1]);
    expect(encoder.columns[0]!.mean).to.equal(2.5);
  });

  it('knows true and false in any spelling beside other texts of another table', () => {
    const {encoder} = encoderOf(
      ['a', 'k'],
      [
        [1, true],
        [2, false],
        [3, true],
        [4, false],
      ],
    );
    const flags = other(
      ['a', 'k'],
      [
        [1, 'TRUE'],
        [1, 'False'],
        [1, 'maybe'],
        [1, null],
      ],
    );
    expect([...encoder.targets(flags, Int32Array.of(0, 1))]).to.deep.equal([1, 0]);
    expect(() => encoder.targets(flags, Int32Array.of(0, 2))).to.throw(
      DataError,
      /^other: row 3, column "k": "maybe" is not among/,
    );
    expect(() => encoder.targets(flags, Int32Array.of(3))).to.throw(
      DataError,
      /^other: row 4, column "k": "" is not among/,
    );
  });
});
