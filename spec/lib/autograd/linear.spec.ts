import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {linear} from '../../../lib/autograd/linear.ts';
import {secondOrder} from '../../../lib/autograd/scope/second-order.ts';
import {scopedTensors} from './scoped.ts';

describe('linear', () => {
  scopedTensors();

  /** A, as new tensors at each call. */
  const matrix = (): tf.Tensor2D =>
    tf.tensor2d([
      [1, 2, 0],
      [0, 3, 4],
    ]);
  const apply = (u: tf.Tensor): tf.Tensor => tf.reshape(tf.matMul(matrix(), tf.reshape(u, [3, 1])), [2]);
  const transpose = (dy: tf.Tensor): tf.Tensor => tf.reshape(tf.matMul(matrix(), tf.reshape(dy, [2, 1]), true), [3]);

  it('is A u, with nothing left over, recorded or not', () => {
    const u = tf.tensor1d([5, 6, 7]);
    const before = tf.memory().numTensors;
    const y = linear('Mine', u, apply, transpose);
    expect(tf.memory().numTensors).to.equal(before + 1);
    expect([...y.dataSync()]).to.deep.equal([17, 46]);
    const gradient = secondOrder(() => tf.grad((x) => linear('Mine', x, apply, transpose))(u));
    expect([...gradient.dataSync()]).to.deep.equal([1, 5, 4]);
    expect(tf.memory().numTensors).to.equal(before + 2);
  });

  it("passes A'dy back, and nothing of what happens inside", () => {
    const [u, dy] = [tf.tensor1d([5, 6, 7]), tf.tensor1d([10, 1])];
    const received: number[][] = [];
    const other = (given: tf.Tensor): tf.Tensor => {
      received.push([...given.dataSync()]);
      return tf.tensor1d([1, 2, 3]);
    };
    // A transpose that is not A's shows whose word counts.
    const gradient = secondOrder(() => tf.grad((x) => linear('Mine', x, apply, other))(u, dy));
    expect([...gradient.dataSync()]).to.deep.equal([1, 2, 3]);
    expect(received).to.deep.equal([[10, 1]]);
  });

  it('is one operation of a chain, to any order: |A u^2|^2 / 2', () => {
    const u = [5, -6, 7];
    const f = (x: tf.Tensor): tf.Tensor =>
      tf.mul(tf.sum(tf.square(linear('Mine', tf.square(x), apply, transpose))), 0.5);
    const [first, second] = secondOrder(() => {
      const x = tf.tensor1d(u);
      return [tf.grad(f)(x), tf.grad((y) => tf.sum(tf.grad(f)(y)))(x)] as const;
    });
    const rows = [
      [1, 2, 0],
      [0, 3, 4],
    ];
    const times = (v: number[]): number[] => rows.map((row) => row.reduce((sum, a, j) => sum + a * v[j]!, 0));
    const back = (v: number[]): number[] => u.map((_, j) => rows.reduce((sum, row, i) => sum + row[j]! * v[i]!, 0));
    const g = back(times(u.map((value) => value ** 2)));
    expect([...first.dataSync()]).to.deep.equal(u.map((value, j) => 2 * value * g[j]!));
    // H 1 = 2 g + 4 D A'A D 1, D = diag u
    const bent = back(times(u));
    expect([...second.dataSync()]).to.deep.equal(u.map((value, j) => 2 * g[j]! + 4 * value * bent[j]!));
  });

  it('names itself where its transpose has the wrong shape', () => {
    const u = tf.tensor1d([5, 6, 7]);
    expect(() => secondOrder(() => tf.grad((x) => linear('Mine', x, apply, (dy) => tf.square(dy)))(u))).to.throw(
      Error,
      'the gradient of Mine with respect to its input u is float32 of shape [2], where the input has the shape [3]',
    );
  });
});
