import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {compile} from '../../../../lib/native/index.ts';
import {idleCast} from '../../../../lib/native/optimize/reshape.ts';
import {logSoftmax, plainSoftmax} from '../../../../lib/native/optimize/softmax.ts';
import {nativeOnly, wave} from '../native-only.ts';
import {expectSame, operations} from './support.ts';

/** The operations of a log-softmax, some of them along another axis, without the axis that is reduced, or of something else. */
const composed =
  ({
    max = 1,
    sum = 1,
    keepMax = true,
    keepSum = true,
    greatestOf = (x: tf.Tensor) => x,
    exponentialOf = ({shifted}: Record<'shifted' | 'x', tf.Tensor>) => shifted,
    shiftedBy = (x: tf.Tensor, greatest: tf.Tensor) => tf.sub(x, greatest),
  } = {}) =>
  (x: tf.Tensor): tf.Tensor => {
    const shifted = shiftedBy(x, tf.max(greatestOf(x), max, keepMax));
    return tf.sub(shifted, tf.log(tf.sum(tf.exp(exponentialOf({shifted, x})), sum, keepSum)));
  };

describe('the rule logSoftmax', () => {
  const rules = [idleCast, logSoftmax];
  let x: tf.Tensor2D;

  before(function () {
    nativeOnly(this);
    x = tf.tensor2d(wave(1, 9), [3, 3]);
  });

  after(() => {
    x?.dispose();
  });

  it('makes LogSoftmax of what TensorFlow.js computes it by', () => {
    for (const shape of [[9], [3, 3], [1, 3, 3]]) {
      const fn = (y: tf.Tensor): tf.Tensor => tf.logSoftmax(tf.mul(tf.reshape(y, shape), 5));
      const [before, after] = operations(fn, [x], rules);
      expect(before).to.include.members(['Max', 'Exp', 'Sum', 'Log']).and.to.not.include('LogSoftmax');
      expect(after).to.include('LogSoftmax').and.to.not.include('Exp');
      expectSame(fn, [x]);
    }
    expect(operations(composed(), [x], rules)[1]).to.deep.equal(['LogSoftmax']);
    expectSame(composed(), [x]);
  });

  it('keeps the gradient of a cross-entropy the same', () => {
    const fn = (y: tf.Tensor2D): tf.Tensor => {
      const targets = tf.tensor2d([1, 0, 0, 0, 0, 1, 0, 1, 0], [3, 3]);
      return tf.grad((z: tf.Tensor) => tf.losses.softmaxCrossEntropy(targets, z as tf.Tensor2D))(y);
    };
    expectSame(fn, [x]);
    const loss = (y: tf.Tensor): tf.Tensor => tf.grad((z: tf.Tensor) => tf.sum(tf.square(tf.logSoftmax(z))))(y);
    expect(operations(loss, [x], rules)[1]).to.include('LogSoftmax');
    expectSame(loss, [x]);
  });

  const misses = {
    'a maximum along another axis': composed({max: 0}),
    'a sum along another axis': composed({sum: 0}),
    'both along another axis': composed({max: 0, sum: 0}),
    'a maximum that does not keep its axis': composed({keepMax: false}),
    'a sum that does not keep its axis': composed({keepSum: false}),
    'the maximum of another x': composed({greatestOf: (y) => tf.neg(y)}),
    'the exponential of another x': composed({exponentialOf: ({shifted}) => tf.mul(shifted, 0.5)}),
    'the exponential of x that is not shifted': composed({exponentialOf: ({x: unshifted}) => unshifted}),
    'a shift the other way': composed({shiftedBy: (y, greatest) => tf.sub(greatest, y)}),
    'a shift by addition': composed({shiftedBy: (y, greatest) => tf.add(y, greatest)}),
    'a sum along all axes': (y: tf.Tensor): tf.Tensor => {
      const shifted = tf.sub(y, tf.max(y, 1, true));
      return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), [0, 1], true)));
    },
    'the logarithm minus the rest': (y: tf.Tensor): tf.Tensor => {
      const shifted = tf.sub(y, tf.max(y, 1, true));
      return tf.sub(tf.log(tf.sum(tf.exp(shifted), 1, true)), shifted);
    },
    'a mean in place of the sum': (y: tf.Tensor): tf.Tensor => {
      const shifted = tf.sub(y, tf.max(y, 1, true));
      return tf.sub(shifted, tf.log(tf.mean(tf.exp(shifted), 1, true)));
    },
  };
  for (const [name, fn] of Object.entries(misses)) {
    it(`leaves ${name}`, () => {
      const [before, after] = operations(fn, [x], rules);
      expect(after).to.not.include('LogSoftmax');
      expect(after).to.deep.equal(before.filter((op) => op !== 'Cast'));
      expectSame(fn, [x]);
    });
  }
});

describe('the rule plainSoftmax', () => {
  before(function () {
    nativeOnly(this);
  });

  it('makes the single operations of a softmax along the last axis', () => {
    for (const shape of [[6], [2, 3], [1, 2, 3]]) {
      const x = tf.tensor(wave(1, 6), shape);
      const fn = (y: tf.Tensor): tf.Tensor => tf.neg(tf.softmax(y));
      const [before, after] = operations(fn, [x], [plainSoftmax]);
      expect(before).to.include('Softmax');
      expect(after).to.not.include('Softmax');
      expect(after.slice(-7)).to.have.members(['Max', 'Sub', 'Exp', 'Sum', 'Reciprocal', 'Mul', 'Neg']);
      x.dispose();
    }
  });

  it('leaves all else', () => {
    const x = tf.tensor2d(wave(1, 6), [2, 3]);
    for (const fn of [
      (y: tf.Tensor): tf.Tensor => tf.logSoftmax(y),
      (y: tf.Tensor): tf.Tensor => tf.sigmoid(y),
      (y: tf.Tensor): tf.Tensor => tf.softplus(y),
    ]) {
      const [before, after] = operations(fn, [x], [plainSoftmax]);
      expect(after).to.deep.equal(before);
    }
    x.dispose();
  });

  it('lets exact graphs give a softmax, and its gradient, to the last bit', () => {
    const fn = (y: tf.Tensor): tf.Tensor[] => [
      tf.softmax(y),
      tf.grad((z: tf.Tensor) => tf.sum(tf.square(tf.softmax(z))))(y),
    ];
    const exact = compile(fn, {rewrite: false});
    const shapes = [[7], [1, 1], [3, 5], [64, 10], [128, 33], [2, 3, 17], [4, 1000]];
    for (const [i, shape] of shapes.entries()) {
      for (const scale of [1, 30, 1e4]) {
        tf.tidy(() => {
          const x = tf.tensor(
            wave(i + 1, tf.util.sizeFromShape(shape)).map((value) => scale * value),
            shape,
          );
          const expected = fn(x).map((each) => each.dataSync());
          for (let call = 0; call < 3; call++) {
            for (const [j, each] of exact(x).entries()) expect(each.dataSync()).to.deep.equal(expected[j]);
          }
          const sums = tf.sum(tf.softmax(x), -1).dataSync();
          for (const sum of sums) expect(sum).to.be.closeTo(1, 1e-5);
        });
      }
    }
    exact.dispose();
  });
});
