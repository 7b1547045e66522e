import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {constantNode} from '../../../../lib/native/graph/node.ts';
import {rewrite, rules} from '../../../../lib/native/optimize/rewrite.ts';
import {nativeOnly, wave} from '../native-only.ts';
import {expectSame, operations} from './support.ts';

describe('rewrite', () => {
  before(function () {
    nativeOnly(this);
  });

  it('leaves a graph without rules as it is, shared values too', () => {
    const x = tf.tensor2d(wave(1, 9), [3, 3]);
    const fn = (y: tf.Tensor): tf.Tensor => tf.matMul(tf.neg(y), tf.neg(y));
    const [before, after] = operations(fn, [x], []);
    expect(after).to.deep.equal(before);
    const source = {node: constantNode(Float32Array.of(1), {shape: [1], dtype: 1}), output: 0};
    expect(rewrite([source, source], nativeBackend()!, Object.values(rules))).to.deep.equal([source, source]);
    x.dispose();
  });

  it('applies all rules to the gradient of a network', () => {
    const [x, w, b] = [tf.tensor2d(wave(1, 12), [3, 4]), tf.tensor2d(wave(2, 20), [4, 5]), tf.tensor1d(wave(3, 5))];
    const fn = (a: tf.Tensor2D, c: tf.Tensor2D, d: tf.Tensor1D): tf.Tensor => {
      const loss = (e: tf.Tensor2D, f: tf.Tensor1D): tf.Scalar =>
        tf.sum(tf.square(tf.relu(tf.add(tf.matMul(a, e), f))));
      const [first, second] = tf.grads(loss as (...args: tf.Tensor[]) => tf.Tensor)([c, d]);
      return tf.add(first!, second!);
    };
    const [, after] = operations(fn, [x, w, b], Object.values(rules));
    expect(after).to.include.members(['MatMul', 'BiasAdd', 'OptimReluGrad', 'BiasAddGrad']);
    expectSame(fn, [x, w, b]);
    tf.dispose([x, w, b]);
  });
});
