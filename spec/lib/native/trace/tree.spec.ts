import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {flattenTree, signatureOf} from '../../../../lib/native/trace/tree.ts';
import {UntraceableError} from '../../../../lib/update/index.ts';

describe('flattenTree', () => {
  it('lists tensors in order and builds the same form with others', () => {
    const [a, b] = [tf.scalar(1), tf.scalar(2)];
    const tree = flattenTree({loss: a, more: [b, 'x', null, true, undefined, -0], empty: {}}, 'the result');
    expect(tree.tensors).to.deep.equal([a, b]);
    expect(tree.rebuild([b, a])).to.deep.equal({loss: b, more: [a, 'x', null, true, undefined, -0], empty: {}});
    tf.dispose([a, b]);
  });

  it('gives equal forms to equal values alone', () => {
    const values = [
      [],
      {},
      [[]],
      [null],
      [undefined],
      ['*'],
      ['null'],
      [0],
      [-0],
      [NaN],
      [1, 2],
      [12],
      ['1'],
      {a: 1},
      {b: 1},
      {a: '1'},
      [true],
    ];
    const forms = values.map((value) => flattenTree(value, 'it').form);
    expect(new Set(forms).size).to.equal(values.length);
    expect(flattenTree({a: [1]}, 'it').form).to.equal(flattenTree({a: [1]}, 'it').form);
  });

  it('refuses what it cannot take apart, and says where it stands', () => {
    expect(() => flattenTree({a: [new Set()]}, 'it')).to.throw(UntraceableError, 'it.a[0] is an object of class Set');
    expect(() => flattenTree([1n], 'it')).to.throw(UntraceableError, 'it[0] is a bigint');
    expect(() => flattenTree(Promise.resolve(), 'it')).to.throw(UntraceableError, 'it is a promise');
  });
});

describe('signatureOf', () => {
  const keyOf = (...args: unknown[]): string => tf.tidy(() => signatureOf(args).key);

  it('is the same for the same shapes, types and plain values', () => {
    expect(keyOf(tf.ones([2, 3]), 'a')).to.equal(keyOf(tf.zeros([2, 3]), 'a'));
  });

  it('differs where one of them does', () => {
    const keys = [
      keyOf(tf.ones([2, 3])),
      keyOf(tf.ones([3, 2])),
      keyOf(tf.ones([6])),
      keyOf(tf.ones([2, 3], 'int32')),
      keyOf([tf.ones([2, 3])]),
      keyOf(tf.ones([2, 3]), true),
      keyOf(tf.ones([2, 3]), 'true'),
      keyOf({x: tf.ones([2, 3])}),
    ];
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('refuses numbers, also in arrays and objects, but not digits in texts', () => {
    for (const value of [0, -1.5, NaN, Infinity, -Infinity, [1], {a: 1}, {a: [true, 2]}]) {
      expect(() => keyOf(value), JSON.stringify(value)).to.throw('pass tensors, such as tf.scalar(number)');
    }
    expect(keyOf('1', ['a,2', ':3'], {'4': 'NaN'})).to.be.a('string');
  });
});
