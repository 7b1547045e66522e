import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {DeviceLostError} from '../../../../lib/base/device-loss.ts';
import {DataError} from '../../../../lib/data/data-error.ts';
import {type Row, table} from '../../../../lib/data/index.ts';
import {lostDevice, onDevice} from '../../base/lost-device.ts';

const houses = [
  {rooms: 3, garden: true, district: 'north', price: 150.5},
  {rooms: 5, garden: false, district: 'south', price: 210},
  {rooms: 4, garden: true, district: 'north', price: 199.9},
  {rooms: 6, garden: true, district: 'east', price: 250},
];

describe('table', () => {
  const near = (found: ArrayLike<number>, expected: readonly number[]) => {
    expect(found.length).to.equal(expected.length);
    for (const [i, value] of expected.entries()) expect(found[i]).to.be.closeTo(value, 1e-5);
  };

  it('standardises numbers, makes 1 and 0 of booleans and one-hot inputs of texts', () => {
    const {x, y, classes, columns, scaling} = table(houses, {target: 'price'});
    const deviation = Math.sqrt(1.25);
    expect([x.shape, y.shape, classes]).to.deep.equal([[4, 5], [4, 1], null]);
    const rows = [
      [-1.5 / deviation, 1, 0, 1, 0],
      [0.5 / deviation, 0, 0, 0, 1],
      [-0.5 / deviation, 1, 0, 1, 0],
      [1.5 / deviation, 1, 1, 0, 0],
    ];
    near(x.dataSync(), rows.flat());
    expect(columns.map(({name, use, width}) => [name, use, width])).to.deep.equal([
      ['rooms', 'number', 1],
      ['garden', 'boolean', 1],
      ['district', 'category', 3],
      ['price', 'target', 0],
    ]);
    expect(columns[0]).to.include({mean: 4.5, deviation, missing: 0});
    expect(columns[2]?.categories).to.deep.equal(['east', 'north', 'south']);
    near([scaling!.mean[0]!], [202.6]);
    tf.dispose([x, y]);
  });

  it('gives predictions in the units of the target', () => {
    const {x, y, unscale} = table(houses, {target: 'price'});
    for (const predictions of [y, [...y.dataSync()]]) {
      const prices = unscale(predictions);
      for (const [i, {price}] of houses.entries()) expect(prices[i]).to.be.closeTo(price, 1e-4);
    }
    // A lost device gives zeros.
    const zeros = {dataSync: () => new Float32Array(4)} as unknown as tf.Tensor;
    expect(() => onDevice(lostDevice(), () => unscale(zeros))).to.throw(DeviceLostError);
    for (const wrong of [5, null])
      expect(() => unscale(wrong as never)).to.throw(TypeError, 'table: predictions must be a tensor or an array');
    tf.dispose([x, y]);
  });

  it('encodes other rows in the same way, whatever the order of their columns', () => {
    const {x, y, encode} = table(houses, {target: 'price'});
    const again = encode(houses.map(({rooms, garden, district}) => ({district, rooms, garden})));
    expect([...again.dataSync()]).to.deep.equal([...x.dataSync()]);
    const other = encode({columns: ['garden', 'district', 'rooms'], rows: [[false, 'east', 4.5]]});
    expect([...other.dataSync()]).to.deep.equal([0, 0, 1, 0, 0]);
    const wrong: [rows: Row[], message: RegExp][] = [
      [
        [{rooms: 3, garden: true, district: 'west'}],
        /^table: row 1, column "district": "west" is not among .*: "east", "north", "south"/,
      ],
      [[{rooms: 3, garden: true}], /^table: there is no column "district", the one of the training table/],
      [
        [
          {rooms: 3, garden: true, district: 'east'},
          {rooms: 'many', garden: true, district: 'east'},
        ],
        /row 2, column "rooms": found "many"/,
      ],
      [[{rooms: null, garden: true, district: 'east'}], /row 1, column "rooms": there is no value/],
      [[{rooms: 3, garden: 7, district: 'east'}], /column "garden": found "7"; expected a boolean/],
    ];
    for (const [rows, message] of wrong) expect(() => encode(rows)).to.throw(DataError, message);
    tf.dispose([x, y, again, other]);
  });

  it('makes one-hot classes of texts, booleans and few whole numbers', () => {
    const texts = table(
      [
        {a: 1, k: 'b'},
        {a: 2, k: 'a'},
        {a: 3, k: 'b'},
        {a: 4, k: 'a'},
      ],
      {target: 'k'},
    );
    expect(texts.classes).to.deep.equal(['a', 'b']);
    expect(texts.y.arraySync()).to.deep.equal([
      [0, 1],
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
    expect(() => texts.unscale(texts.y)).to.throw(RangeError, 'table: unscale is for a regression');
    const numbers = table(
      [3, 1, 3, 1].map((k, a) => ({a, k})),
      {target: 'k'},
    );
    expect(numbers.classes).to.deep.equal(['1', '3']);
    const flags = table(
      [true, false, true, false].map((k, a) => ({a, k})),
      {target: 'k'},
    );
    expect(flags.classes).to.deep.equal(['false', 'true']);
    for (const {x, y} of [texts, numbers, flags]) tf.dispose([x, y]);
  });

  it('leaves out columns of one value and those that count the rows, and says so', () => {
    const rows = Array.from({length: 12}, (_, i) => ({
      id: i + 1,
      same: 0.1,
      one: 'x',
      size: (i * 7) % 5,
      kind: i % 2 ? 'a' : 'b',
    }));
    const {x, y, columns} = table(rows, {target: 'kind', ignore: []});
    expect(columns.map(({use, words}) => [use, words]).slice(0, 3)).to.deep.equal([
      ['left out', 'left out: it counts the rows; keep: ["id"] (--keep id) keeps it'],
      ['left out', 'left out: every row to train with has 0.1'],
      ['left out', 'left out: every row has "x"'],
    ]);
    expect(x.shape).to.deep.equal([12, 1]);
    tf.dispose([x, y]);
  });

  it('fills missing values with means and a category of their own, or drops their rows', () => {
    const rows = [
      {a: 1, c: 'p', k: 0.5},
      {a: null, c: 'q', k: 1.5},
      {a: 5, c: undefined, k: 2.5},
      {a: 3, c: 'p', k: 3.5},
    ];
    expect(() => table(rows, {target: 'k'})).to.throw(
      DataError,
      /row 2, column "a": there is no value \(2 such cells in all\)/,
    );
    const filled = table(rows, {target: 'k', missing: 'mean'});
    const root = Math.sqrt(8 / 3);
    near(filled.x.dataSync(), [-2 / root, 0, 1, 0, 0, 0, 0, 1, 2 / root, 1, 0, 0, 0, 0, 1, 0]);
    expect(filled.columns[1]?.categories).to.deep.equal(['missing', 'p', 'q']);
    expect(filled.columns.map(({missing}) => missing)).to.deep.equal([1, 1, 0]);
    const dropped = table(rows, {target: 'k', missing: 'drop'});
    expect([dropped.x.shape, dropped.y.shape]).to.deep.equal([
      [2, 1],
      [2, 1],
    ]);
    for (const {x, y} of [filled, dropped]) tf.dispose([x, y]);
  });

  it('takes numbers as names where it is told to, and leaves columns out', () => {
    const rows = Array.from({length: 8}, (_, i) => ({zip: 10000 + (i % 2), name: `n${i}`, k: i / 3}));
    const {x, y, columns} = table(rows, {target: 'k', categories: ['zip'], ignore: ['name']});
    expect(columns[0]?.categories).to.deep.equal(['10000', '10001']);
    expect(columns[1]?.words).to.equal('left out: as asked for');
    tf.dispose([x, y]);
  });

  it('is exact for numbers far from 0', () => {
    const rows = [1, 2, 3, 4].map((i) => ({a: 1e9 + i, k: i / 3}));
    const {x, y} = table(rows, {target: 'k'});
    near(
      x.dataSync(),
      [-1.5, -0.5, 0.5, 1.5].map((value) => value / Math.sqrt(1.25)),
    );
    tf.dispose([x, y]);
  });

  it('refuses rows that do not fit together', () => {
    const target = 'k';
    const wrong: [rows: Parameters<typeof table>[0], message: RegExp][] = [
      [[], /^table: there are no rows/],
      [
        [
          {a: 1, k: 1},
          {a: 1, k: 2, b: 3},
        ],
        /^table: row 2: column "b" is not in the first row, whose columns are "a", "k"/,
      ],
      [{columns: ['a', 'k'], rows: [[1, 2], [3]]}, /^table: row 2: there are 1 cells, expected 2/],
      [{columns: ['a', 'a'], rows: []}, /columns 1 and 2 are both called "a"/],
      [{columns: [], rows: []}, /there are no columns/],
      [
        [
          {a: new Date(0), k: 1.5},
          {a: new Date(1e9), k: 2},
        ],
        /row 1, column "a": "1970-01-01T00:00:00.000Z" is a date/,
      ],
      [
        [
          {a: Infinity, k: 1.5},
          {a: 1, k: 2},
        ],
        /row 1, column "a": Infinity is infinite/,
      ],
    ];
    for (const [rows, message] of wrong) expect(() => table(rows, {target})).to.throw(DataError, message);
    expect(() => table(houses, {target: 'price', missing: 'mode' as never})).to.throw(
      RangeError,
      'table: missing must be one of',
    );
    expect(() => table(houses, {target: 'price', ignored: []} as never)).to.throw(TypeError, 'did you mean "ignore"');
    expect(() => table(houses, {target: 5 as never})).to.throw(TypeError, 'table: target must be a text, received 5');
  });
});
