import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {signatureOf} from '../../../../lib/native/trace/signature.ts';

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
