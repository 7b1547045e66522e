import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {type Column, DataError, encodeRows, table} from '../../../../lib/data/index.ts';

const houses = [
  {rooms: 3, garden: true, place: 'town', price: 150.5},
  {rooms: 5, garden: false, place: 'country', price: 210},
  {rooms: null, garden: true, place: null, price: 199.9},
];

describe('encodeRows', () => {
  const kept = (): readonly Column[] => {
    const {x, y, columns} = table(houses, {target: 'price', missing: 'mean'});
    tf.dispose([x, y]);
    return JSON.parse(JSON.stringify(columns)) as Column[];
  };
  const values = (rows: Parameters<typeof encodeRows>[1]): number[] => {
    const x = encodeRows(kept(), rows);
    const numbers = [...x.dataSync()];
    x.dispose();
    return numbers;
  };

  it('gives what encode of the table gives, from what JSON keeps of it', () => {
    const before = tf.memory().numTensors;
    const {x, y, encode} = table(houses, {target: 'price', missing: 'mean'});
    const others = [
      {place: 'country', rooms: 7, garden: false},
      {place: null, rooms: null, garden: true},
    ];
    const [there, here] = [encode(others), encodeRows(kept(), others)];
    expect(here.shape).to.deep.equal([2, 5]);
    expect([...here.dataSync()]).to.deep.equal([...there.dataSync()]);
    tf.dispose([x, y, there, here]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('takes columns in any order, with or without the target', () => {
    expect(values([houses[0]!])).to.deep.equal(
      values({columns: ['place', 'garden', 'rooms'], rows: [['town', true, 3]]}),
    );
  });

  it('refuses what the training table did not have', () => {
    for (const [row, message] of [
      [
        {rooms: 3, garden: true, place: 'sea'},
        /row 1, column "place": "sea" is not among those that the training table has: "country", "missing", "town"/,
      ],
      [{rooms: 3, garden: true, place: 'missing'}, /"missing" is not among those/],
      [{rooms: 3, garden: null, place: 'town'}, /column "garden": there is no value/],
      [{rooms: 3, place: 'town'}, /there is no column "garden"/],
      [{rooms: 'three', garden: true, place: 'town'}, /column "rooms": found "three"; expected a number/],
    ] as const)
      expect(() => values([row]), JSON.stringify(row)).to.throw(DataError, message);
  });

  it('gives a row without a value what the training table gave such rows, and refuses it where there were none', () => {
    // The mean of rooms is 4; of gardens none was missing.
    expect(values([{rooms: null, garden: true, place: null}])).to.deep.equal([0, 1, 0, 1, 0]);
    const {x, y, columns} = table(
      [
        {a: 1, c: 'p', k: 0.5},
        {a: 3, c: 'missing', k: 1.5},
      ],
      {target: 'k'},
    );
    tf.dispose([x, y]);
    for (const row of [
      {a: null, c: 'p'},
      {a: 1, c: null},
    ])
      expect(() => encodeRows(columns, [row])).to.throw(DataError, /there is no value/);
    const word = encodeRows(columns, [{a: 1, c: 'missing'}]);
    expect([...word.dataSync()]).to.deep.equal([-1, 1, 0]);
    word.dispose();
  });

  it('passes over columns that were left out', () => {
    const {x, y, columns} = table(
      [
        {a: 1, same: 7, k: 0.5},
        {a: 3, same: 7, k: 1.5},
      ],
      {target: 'k'},
    );
    const other = encodeRows(columns, [{a: 3}]);
    expect([other.shape, ...other.dataSync()]).to.deep.equal([[1, 1], 1]);
    tf.dispose([x, y, other]);
  });

  it('refuses what are no columns', () => {
    for (const columns of [[], {}, [{name: 'a'}], [{use: 'number'}, {name: 'a'}], [null], null])
      expect(() => encodeRows(columns as never, houses)).to.throw(
        TypeError,
        /encodeRows: columns must be those of a data set/,
      );
  });
});
