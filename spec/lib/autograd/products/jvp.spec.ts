import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {jvp} from '../../../../lib/autograd/products/jvp.ts';
import {expectClose} from '../close.ts';
import {draw, scopedTensors} from '../scoped.ts';

describe('jvp', () => {
  scopedTensors();

  it('is d/dt z(w + t v), in the shape of z', () => {
    const [x, w, b] = [draw([4, 3], 1), draw([3, 2], 2), draw([2], 3)];
    const v = [draw([3, 2], 4), draw([2], 5)];
    const z = (weights: tf.Tensor, bias: tf.Tensor): tf.Tensor => tf.tanh(tf.add(tf.matMul(x, weights), bias));
    const step = 1 / 64;
    const moved = (t: number): tf.Tensor => z(tf.add(w, tf.mul(v[0]!, t)), tf.add(b, tf.mul(v[1]!, t)));
    const slope = (t: number): tf.Tensor => tf.div(tf.sub(moved(t), moved(-t)), 2 * t);
    // Richardson's extrapolation: the error of a central difference is of the second order.
    const expected = tf.div(tf.sub(tf.mul(slope(step), 4), slope(2 * step)), 3);
    const product = jvp(() => z(w, b), [w, b], v);
    expect(product.shape).to.deep.equal([4, 2]);
    expectClose([product], [...expected.dataSync()], 1e-4);
  });

  it('adds up what each variable contributes: w1 v0 + w0 v1 for a product', () => {
    const [a, b] = [tf.tensor1d([2, 3]), tf.tensor1d([5, 7])];
    const product = jvp(() => tf.mul(a, b), [a, b], [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])]);
    expect([...product.dataSync()]).to.deep.equal([11, 26]);
  });

  it('is v itself for the identity, in a tensor of its own', () => {
    const [w, v] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])];
    const product = jvp(() => w, [w], [v]);
    expect([...product.dataSync()]).to.deep.equal([3, 4]);
    product.dispose();
    expect([...v.dataSync()]).to.deep.equal([3, 4]);
    expect([...w.dataSync()]).to.deep.equal([1, 2]);
  });

  it('is zero in the shape of z where z moves by steps or not at all', () => {
    const [w, v] = [tf.tensor1d([1.5, 2.5, 3.5]), tf.ones([3])];
    for (const z of [(): tf.Tensor => tf.floor(tf.reshape(w, [3, 1])), (): tf.Tensor => tf.ones([3, 1])]) {
      const product = jvp(z, [w], [v]);
      expect(product.shape).to.deep.equal([3, 1]);
      expect([...product.dataSync()]).to.deep.equal([0, 0, 0]);
    }
  });

  it('takes a model for its trainable weights', () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
    const x = tf.tensor2d([
      [1, 2],
      [3, 4],
    ]);
    const product = jvp(() => model.apply(x) as tf.Tensor, model, [tf.tensor2d([[5], [6]]), tf.tensor1d([7])]);
    // x v + v_b, whatever the weights are.
    expect([...product.dataSync()]).to.deep.equal([24, 46]);
    model.dispose();
  });

  it('draws the same numbers for the same seed', () => {
    const [w, v] = [tf.ones([64]), tf.ones([64])];
    const product = (options?: {seed: number}): number[] => [
      ...jvp(() => tf.dropout(w, 0.5), [w], [v], options).dataSync(),
    ];
    expect(product()).to.include(0).and.to.include(2);
    expect(product({seed: 0})).to.deep.equal(product());
    expect(product({seed: 1})).not.to.deep.equal(product());
  });

  it('leaves one tensor, and none where it refuses', () => {
    const [w, v] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])];
    const call =
      (...args: unknown[]) =>
      () =>
        (jvp as (...args: unknown[]) => unknown)(...args);
    const before = tf.memory().numTensors;
    const product = jvp(() => tf.exp(tf.sin(w)), [w], [v]);
    expect(tf.memory().numTensors).to.equal(before + 1);
    product.dispose();
    const z = (): tf.Tensor => tf.square(w);
    expect(call(z, [], [])).to.throw(RangeError, 'jvp: variables must hold at least one');
    expect(call(z, [w], [])).to.throw(RangeError, 'jvp: vectors must be an array of 1 tensors, received 0');
    expect(call(z, [w], [3])).to.throw(TypeError, 'jvp: vectors[0] must be a tensor, received 3');
    expect(call(z, [w], [v], {sead: 1})).to.throw(TypeError, 'jvp: unknown option "sead"; did you mean "seed"');
    expect(call(() => tf.cast(w, 'int32'), [w], [v])).to.throw(
      TypeError,
      'jvp: the function must return one tensor of type float32, received a tensor of type int32',
    );
    expect(call(() => tf.unique(tf.exp(w)).values, [w], [v])).to.throw(Error, 'no gradient is known for Unique');
    expect(tf.memory().numTensors).to.equal(before);
  });
});
