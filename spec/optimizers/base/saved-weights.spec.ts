import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {checkCount, checkSaved} from '../../../optimizers/base/saved-weights.ts';

describe('checkSaved', () => {
  it('parts the number of updates from the slots', () => {
    const [iter, m] = [tf.scalar(3, 'int32'), tf.zeros([2])];
    const {counter, slots} = checkSaved('Adam', [
      {name: 'iter', tensor: iter},
      {name: 'w/m', tensor: m},
    ]);
    expect(counter).to.equal(iter);
    expect(slots.map(({name}) => name)).to.deep.equal(['w/m']);
    expect(slots[0]!.tensor).to.equal(m);
    tf.dispose([iter, m]);
  });

  it('refuses what is no list of named tensors, and says which element', () => {
    const tensor = tf.zeros([2]);
    const cases: [unknown, typeof Error, RegExp][] = [
      [undefined, TypeError, /Adam: setWeights: weights must be an array, received undefined/],
      [{iter: tensor}, TypeError, /weights must be an array, received \{/],
      [[tensor], TypeError, /weights\[0\] must be \{name, tensor\}, received an object of class Tensor; pass what/],
      [[{name: 'iter', tensor}, null], TypeError, /weights\[1\] must be \{name, tensor\}, received null/],
      [[{name: 'iter', tensor: 3}], TypeError, /weights\[0\] must be \{name, tensor\}, received \{"name":"iter"/],
      [[], RangeError, /the first weight must be the scalar "iter", received no weights/],
      [[{name: 'w/m', tensor}], RangeError, /received "w\/m" of shape \[2\]/],
      [[{name: 'iter', tensor}], RangeError, /received "iter" of shape \[2\]/],
    ];
    for (const [weights, kind, message] of cases) {
      expect(() => checkSaved('Adam', weights as never)).to.throw(kind, message);
    }
    tensor.dispose();
  });
});

describe('checkCount', () => {
  it('takes the numbers of updates that TensorFlow.js can count to', () => {
    for (const count of [0, 1, 2 ** 31 - 1]) expect(checkCount('Adam', count)).to.equal(count);
    for (const count of [-1, -(2 ** 31), 2 ** 31, 0.5, Number.NaN, Infinity]) {
      expect(() => checkCount('Adam', count), String(count)).to.throw(
        RangeError,
        /^Adam: setWeights: iter must be a whole number >= 0 and <= 2147483647, received/,
      );
    }
  });
});
