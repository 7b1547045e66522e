import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {vjp} from '../../../../lib/autograd/products/vjp.ts';
import {expectClose} from '../close.ts';
import {draw, scopedTensors} from '../scoped.ts';

describe('vjp', () => {
  scopedTensors();

  it('is x (1 - z^2) u for z = tanh(x w), with a part for each variable', () => {
    const [x, w, u] = [
      [1, 2, -1],
      [0.5, -0.25, 0.75],
      [2, 3, -4],
    ] as const;
    const [left, right] = [tf.tensor1d([...x]), tf.variable(tf.tensor1d([...w]))];
    const products = vjp(() => tf.tanh(tf.mul(left, right)), [left, right], tf.tensor1d([...u]));
    const slope = u.map((value, i) => value * (1 - Math.tanh(x[i]! * w[i]!) ** 2));
    expectClose(
      [products[0]!],
      slope.map((value, i) => value * w[i]!),
      1e-6,
    );
    expectClose(
      [products[1]!],
      slope.map((value, i) => value * x[i]!),
      1e-6,
    );
    right.dispose();
  });

  it("is x'u for a matrix product, in the shape of the variable", () => {
    const [x, w, u] = [draw([4, 3], 1), draw([3, 2], 2), draw([4, 2], 3)];
    const [product] = vjp(() => tf.matMul(x, w), [w], u);
    expect(product!.shape).to.deep.equal([3, 2]);
    expectClose([product!], [...tf.matMul(x, u, true).dataSync()], 1e-6);
  });

  it("hands out tensors of its own: the cotangent stays the caller's", () => {
    const [a, b, u] = [tf.tensor1d([1, 2]), tf.tensor1d([5, 6]), tf.tensor1d([3, 4])];
    const products = vjp(() => tf.add(a, b), [a, b, a], u);
    for (const product of products) {
      expect([...product.dataSync()]).to.deep.equal([3, 4]);
      product.dispose();
    }
    expect([...u.dataSync()]).to.deep.equal([3, 4]);
  });

  it('gives zeros for a variable without influence, beside one that has it', () => {
    const [w, other] = [tf.tensor1d([1, 2]), tf.ones([2, 3])];
    const [product, zeros] = vjp(() => tf.mul(w, 5), [w, other], tf.ones([2]));
    expect([...product!.dataSync()]).to.deep.equal([5, 5]);
    expect(zeros!.shape).to.deep.equal([2, 3]);
    expect([...zeros!.dataSync()]).to.deep.equal([0, 0, 0, 0, 0, 0]);
  });

  it('leaves a tensor for each variable, and none where it refuses', () => {
    const [w, other, u] = [tf.tensor1d([1, 2]), tf.ones([3]), tf.tensor1d([3, 4])];
    const call =
      (...args: unknown[]) =>
      () =>
        (vjp as (...args: unknown[]) => unknown)(...args);
    const before = tf.memory().numTensors;
    const products = vjp(() => tf.exp(tf.sin(w)), [w, other], u);
    expect(tf.memory().numTensors).to.equal(before + 2);
    tf.dispose(products);
    const z = (): tf.Tensor => tf.square(w);
    expect(call(z, 3, u)).to.throw(TypeError, 'vjp: variables must be an array of tf.Variable or a tf.LayersModel');
    expect(call(z, [w], other)).to.throw(
      RangeError,
      'vjp: cotangent[0] must be of type float32 and shape [2], received float32 of shape [3]',
    );
    expect(call(z, [w], 3)).to.throw(TypeError, 'vjp: cotangent[0] must be a tensor, received 3');
    expect(call(z, [w], u, {seed: NaN})).to.throw(RangeError, 'vjp: seed must be a finite number, received NaN');
    expect(call(() => 3, [w], u)).to.throw(TypeError, 'vjp: the function must return one tensor of type float32');
    expect(call(() => tf.unique(tf.exp(w)).values, [w], u)).to.throw(Error, 'no gradient is known for Unique');
    expect(tf.memory().numTensors).to.equal(before);
  });
});
