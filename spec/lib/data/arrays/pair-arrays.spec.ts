import {expect} from 'chai';
import {decodeNpy, type NpyArray} from '../../../../lib/data/arrays/npy.ts';
import {pairArrays} from '../../../../lib/data/arrays/pair-arrays.ts';
import {DataError} from '../../../../lib/data/data-error.ts';
import {floats, longs, npy} from '../support/own-files.ts';

const range = <Value>(count: number, value: (i: number) => Value): Value[] =>
  Array.from({length: count}, (_, i) => value(i));
const floatArray = (shape: readonly number[], ...numbers: number[]) =>
  decodeNpy('f', npy('<f4', shape, floats(...numbers)));
const doubleArray = (shape: readonly number[], ...numbers: number[]) =>
  decodeNpy('d', npy('<f8', shape, new Uint8Array(Float64Array.from(numbers).buffer)));
const longArray = (shape: readonly number[], ...numbers: number[]) =>
  decodeNpy('l', npy('<i8', shape, longs(...numbers)));
const byteArray = (shape: readonly number[], descr = '|u1') =>
  decodeNpy(
    'u',
    npy(
      descr,
      shape,
      Uint8Array.from({length: shape.reduce((a, b) => a * b, 1)}, (_, i) => i % 2),
    ),
  );

const pair = (x: NpyArray, y: NpyArray, task?: 'classification' | 'regression') => pairArrays(['x', 'y'], x, y, task);
const refused = (x: NpyArray, y: NpyArray, message: RegExp, task?: 'classification' | 'regression') =>
  expect(() => pair(x, y, task)).to.throw(DataError, message);

describe('the inputs of a pair of arrays', () => {
  const four = longArray([4], 0, 1, 0, 1);
  const inputs = (x: NpyArray) => {
    const {x: numbers, shape, count} = pair(x, four);
    return [numbers.constructor.name, shape, count];
  };

  it('are pictures where they are bytes of three or four axes, otherwise numbers', () => {
    expect(inputs(byteArray([4, 2, 3]))).to.deep.equal(['Uint8Array', [2, 3, 1], 4]);
    expect(inputs(byteArray([4, 2, 3, 3]))).to.deep.equal(['Uint8Array', [2, 3, 3], 4]);
    expect(inputs(byteArray([4, 3]))).to.deep.equal(['Float32Array', [3], 4]);
    expect(inputs(byteArray([4, 1, 2, 2, 2]))).to.deep.equal(['Float32Array', [1, 2, 2, 2], 4]);
    expect(inputs(byteArray([4, 2, 3], '|b1'))).to.deep.equal(['Float32Array', [2, 3], 4]);
    expect(inputs(floatArray([4], 1, 2, 3, 4))).to.deep.equal(['Float32Array', [1], 4]);
  });

  it('stand for themselves', () => {
    const x = floatArray([4, 1], 1, 2.5, 3, 4);
    expect(pair(x, four).x).to.equal(x.data);
    expect([...pair(longArray([4], 1, 2, 16777216, -3), four).x]).to.deep.equal([1, 2, 16777216, -3]);
    // No whole number of float64 is meant to the last digit beyond 2^53.
    expect([...pair(doubleArray([4], 0.1, 2 ** 60 + 2 ** 20, 16777217.5, 3), four).x]).to.deep.equal(
      [0.1, 2 ** 60 + 2 ** 20, 16777217.5, 3].map(Math.fround),
    );
  });

  it('are refused where they are not finite, or not in float32', () => {
    refused(floatArray([4], NaN, 2, 3, 4), four, /^x\[0\] is NaN/);
    refused(
      floatArray([4, 2], 1, 2, 3, 4, NaN, 6, 7, 8),
      four,
      /^x\[2, 0\] is NaN; expected finite numbers; replace it, as with np\.nan_to_num$/,
    );
    refused(
      doubleArray([4], 1, 1e300, 3, 4),
      four,
      /^x\[1\] is Infinity; expected finite numbers of float32, the numbers that a model has$/,
    );
    refused(
      doubleArray([4], 16777217, 1, 3, 4),
      four,
      /^x\[0\] is 16777217, which float32, .*, takes for 16777216; subtract/,
    );
    refused(longArray([4, 1, 1, 2], 0, 0, 0, 0, 0, 16777219, 0, 0), four, /^x\[2, 0, 0, 1\] is 16777219/);
  });

  it('are refused without examples, or with an axis of 0', () => {
    refused(floatArray([0, 2]), longArray([0]), /^x: is 0 x 2 \(float32\); expected at least one example/);
    refused(floatArray([4, 0]), four, /^x: is 4 x 0 \(float32\); expected at least one example/);
    refused(floatArray([], 1), longArray([], 1), /^x: is one number \(float32\); expected at least one example/);
    refused(
      floatArray([3], 1, 2, 3),
      four,
      /^x is 3 \(float32\) and y is 4 \(int64\); expected as many examples in both/,
    );
  });
});

describe('what is to be predicted of a pair of arrays', () => {
  const x = (count: number) => floatArray([count], ...range(count, (i) => i));
  const goals = (y: NpyArray, task?: 'classification' | 'regression') => {
    const {classes, labels, targets, outputs} = pair(x(y.shape[0]!), y, task);
    return {classes, labels: labels && [...labels], targets: targets && [...targets], outputs};
  };

  it('is classes of whole numbers and of booleans, in the order of their numbers', () => {
    expect(goals(longArray([4, 1], 10, -1, 9, 10), 'classification')).to.deep.equal({
      classes: ['-1', '9', '10'],
      labels: [2, 0, 1, 2],
      targets: null,
      outputs: 3,
    });
    expect(goals(byteArray([4], '|b1'))).to.deep.include({classes: ['0', '1'], labels: [0, 1, 0, 1]});
    expect(goals(floatArray([4], 0, 1, 0, 1), 'classification')).to.deep.include({classes: ['0', '1']});
  });

  it('is classes of one-hot rows, whatever their type', () => {
    const expected = {classes: ['0', '1', '2'], labels: [2, 0], targets: null, outputs: 3};
    expect(goals(floatArray([2, 3], 0, 0, 1, 1, 0, 0))).to.deep.equal(expected);
    expect(goals(longArray([2, 3], 0, 0, 1, 1, 0, 0), 'classification')).to.deep.equal(expected);
    expect(goals(floatArray([2, 2], 0, 1, 0, 1))).to.deep.include({labels: [1, 1]});
    expect(goals(longArray([2, 3], 0, 0, 1, 1, 0, 0), 'regression')).to.deep.equal({
      classes: null,
      labels: null,
      targets: [0, 0, 1, 1, 0, 0],
      outputs: 3,
    });
  });

  it('is numbers of floats, or where they are asked for', () => {
    const numbers = {classes: null, labels: null, outputs: 1};
    expect(goals(floatArray([2], 0, 1))).to.deep.equal({...numbers, targets: [0, 1]});
    expect(goals(longArray([2, 1], 3, 5), 'regression')).to.deep.equal({...numbers, targets: [3, 5]});
    for (const rows of [
      [0, 0, 0, 1],
      [0, 0, 1, 0],
      [1, 1, 0, 1],
      [0, 2, 0, 1],
    ])
      expect(goals(floatArray([2, 2], ...rows))).to.deep.equal({...numbers, outputs: 2, targets: rows});
  });

  it('is refused where rows are not one-hot', () => {
    for (const rows of [
      [0, 0, 0, 1],
      [0, 0, 1, 0],
      [1, 1, 0, 1],
      [0, 2, 0, 1],
    ]) {
      refused(x(2), longArray([2, 2], ...rows), /^y: is 2 x 2 \(int64\), and not every row has one 1 and zeros/);
      refused(x(2), floatArray([2, 2], ...rows), /^y: is 2 x 2 \(float32\), and not every row/, 'classification');
    }
  });

  it('is refused where whole numbers may be amounts, or are too many', () => {
    const amounts = longArray([4], 120, 250, 310, 90);
    refused(
      x(4),
      amounts,
      /^y: has 4 different whole numbers in 4 examples, which may be amounts; say which with task: 'classification' or/,
    );
    expect(goals(amounts, 'classification').outputs).to.equal(4);
    expect(goals(longArray([2000], ...range(2000, (i) => i % 1000)), 'classification').outputs).to.equal(1000);
    const many = longArray([2002], ...range(2002, (i) => i % 1001));
    refused(
      x(2002),
      many,
      /^y: has 1001 different whole numbers in 2002 examples, .*; give task: 'regression' \(--task\)$/,
      'classification',
    );
    refused(
      x(2),
      floatArray([2], 1, 1.5),
      /^y: holds 1\.5; expected whole numbers for task: 'classification'$/,
      'classification',
    );
  });

  it('is refused where it is not finite, or has other axes', () => {
    refused(x(2), floatArray([2, 1], 1, NaN), /^y\[1, 0\] is NaN; expected finite numbers; leave such examples out$/);
    refused(
      x(2),
      floatArray([2, 1, 1], 1, 2),
      /^y: is 2 x 1 x 1 \(float32\); expected one axis, or two of examples and numbers/,
    );
    refused(x(2), floatArray([2, 0]), /^y: is 2 x 0 \(float32\); expected one axis, or two/);
  });

  it('is named by its place in messages', () => {
    expect(pair(x(2), floatArray([2], 1, 2.5)).targetAt(1, 0)).to.equal('y[1]');
    expect(pair(x(2), floatArray([2, 2], 1, 2.5, 3, 4)).targetAt(1, 0)).to.equal('y[1, 0]');
  });
});
