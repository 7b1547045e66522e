import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {repairGradients} from '../../../../lib/autograd/repairs/index.ts';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';
import {broadcast, build} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

function repaired(f: (x: tf.Tensor) => tf.Tensor, x: number[]): number[] {
  const undo = repairGradients();
  try {
    return tf.tidy(() => [...tf.grad(f)(tf.tensor1d(x)).dataSync()]);
  } finally {
    undo();
  }
}

const twice = (f: (x: tf.Tensor) => tf.Tensor, x: number[]): number[] =>
  secondOrder(() =>
    tf.tidy(() => [
      ...tf
        .grad((y) => tf.grad(f)(y))(tf.tensor1d(x))
        .dataSync(),
    ]),
  );

describe('gradients where the function has an edge', () => {
  it('of abs at 0 is 0, between the -1 and 1 beside it', () => {
    expect(repaired(tf.abs, [-2, 0, 2])).to.deep.equal([-1, 0, 1]);
  });

  it('of x^2, x^1 and x^0 at 0, to second order', () => {
    expect(repaired((x) => tf.pow(x, 2), [0, 3])).to.deep.equal([0, 6]);
    expect(repaired((x) => tf.pow(x, 1), [0, 3])).to.deep.equal([1, 1]);
    expect(repaired((x) => tf.pow(x, 0), [0, 3])).to.deep.equal([0, 0]);
    expect(twice((x) => tf.pow(x, 2), [0, 3])).to.deep.equal([2, 2]);
    expect(twice((x) => tf.pow(x, 1), [0, 3])).to.deep.equal([0, 0]);
    expect(twice((x) => tf.pow(x, 3), [0, 3, -2])).to.deep.equal([0, 18, -12]);
  });

  it('of selu stays finite for large x, to second order', () => {
    expect(repaired(tf.selu, [200])[0]).to.be.closeTo(1.0507009, 1e-6);
    expect(twice(tf.selu, [200])).to.deep.equal([0]);
    expect(twice(tf.selu, [-1])[0]).to.be.closeTo(1.7580993408473768 * Math.exp(-1), 1e-6);
  });

  it('of divNoNan is 0 where the divisor is 0, to second order', () => {
    const x = [0, 2, -4];
    expect(repaired((y) => tf.divNoNan(3, y), x)).to.deep.equal([0, -0.75, -0.1875]);
    expect(twice((y) => tf.divNoNan(3, y), x)).to.deep.equal([0, 0.75, -0.09375]);
  });
});

describe('gradients of pow and divNoNan', () => {
  gradientCase({
    name: 'pow of operands that are repeated',
    shapes: [[2, 3], [3]],
    operation: (a, b) => tf.pow(a, b),
    reference: (a, b) => build([2, 3], (...index) => a.at(index) ** broadcast(b, index)),
    values: (value) => Math.abs(value) + 0.5,
  });

  gradientCase({
    name: 'divNoNan of operands that are repeated',
    shapes: [[3], [2, 3]],
    operation: (a, b) => tf.divNoNan(a, b),
    reference: (a, b) => build([2, 3], (...index) => broadcast(a, index) / b.at(index)),
    values: (value) => value + 3 * Math.sign(value),
  });

  gradientCase({
    name: 'selu',
    shapes: [[8]],
    operation: (x) => tf.selu(x),
    reference: (x) =>
      build([8], (i) => {
        const value = x.at([i]);
        return value > 0 ? 1.0507009873554805 * value : 1.7580993408473768 * Math.expm1(value);
      }),
  });
});

describe('numbers that are none', () => {
  const gradientAt = (f: (x: tf.Tensor) => tf.Tensor): number[] =>
    tf.tidy(() => [...secondOrder(() => tf.grad(f)(tf.tensor1d([Number.NaN, 1, -2]))).dataSync()]);

  it('pass through the gradients of operations with kinks', () => {
    expect(gradientAt((x) => tf.relu(x))).to.deep.equal([Number.NaN, 1, 0]);
    expect(gradientAt((x) => tf.abs(x))).to.deep.equal([Number.NaN, 1, -1]);
    expect(gradientAt((x) => tf.maximum(x, 0))).to.deep.equal([Number.NaN, 1, 0]);
    expect(gradientAt((x) => tf.minimum(0, x))).to.deep.equal([Number.NaN, 0, 1]);
    expect(gradientAt((x) => tf.mul(tf.softmax(x), tf.tensor1d([1, 2, 3]))).every(Number.isNaN)).to.equal(true);
  });
});

describe('floorDiv', () => {
  it('of floating numbers is one, rounded down', () => {
    tf.tidy(() => {
      const quotient = secondOrder(() => tf.floorDiv(tf.tensor1d([-7.5, 7, -7]), tf.tensor1d([2, -2, 0])));
      expect(quotient.dtype).to.equal('float32');
      expect([...quotient.dataSync()]).to.deep.equal([-4, -4, -Infinity]);
    });
  });
});
