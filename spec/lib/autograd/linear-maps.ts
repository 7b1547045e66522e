import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {hvp} from '../../../lib/autograd/products/hvp.ts';
import {secondOrder} from '../../../lib/autograd/scope/second-order.ts';
import {expectClose} from './close.ts';

/** Numbers with gaps of at least 1/16 between them, in an order that looks random. */
const spread = (shape: readonly number[], seed: number): tf.Tensor => {
  const size = shape.reduce((product, length) => product * length, 1);
  const stride = [7, 11, 13, 17, 19, 23].find((prime, i) => i >= seed % 3 && size % prime !== 0)!;
  return tf.tensor(
    Float32Array.from({length: size}, (_, i) => (((i + seed) * stride) % size) / 16 - size / 32),
    [...shape],
  );
};

const units = (shape: readonly number[]): tf.Tensor[] => {
  const size = shape.reduce((product, length) => product * length, 1);
  return Array.from({length: size}, (_, k) =>
    tf.tensor(
      Float32Array.from({length: size}, (_, i) => Number(i === k)),
      [...shape],
    ),
  );
};

const dot = (a: tf.Tensor, b: tf.Tensor): number => {
  const [left, right] = [Array.from(a.dataSync()), b.dataSync()];
  return left.reduce((sum, value, i) => sum + value * right[i]!, 0);
};

function inScope(work: () => void): void {
  const before = tf.memory().numTensors;
  // In a scope, because some kernels of WebAssembly are wrong in the forward direction already.
  tf.tidy(() => secondOrder(work));
  expect(tf.memory().numTensors).to.equal(before);
}

/** Asserts H v = J'J v of |f|^2 / 2 for a piecewise linear f, whose J comes from differences of f alone. */
export function expectPiecewiseLinear(f: (x: tf.Tensor) => tf.Tensor, shape: readonly number[]): void {
  inScope(() => {
    const [x, v] = [spread(shape, 1), tf.randomNormal([...shape], 0, 1, 'float32', 4)];
    // Below the gaps of x, so that no kink is crossed.
    const step = 1 / 64;
    const columns = units(shape).map((unit) => tf.div(tf.sub(f(tf.add(x, tf.mul(unit, step))), f(x)), step));
    const weights = v.dataSync();
    const image = tf.addN(columns.map((column, i) => tf.mul(column, weights[i]!)));
    const expected = columns.map((column) => dot(column, image));
    const products = hvp(() => tf.mul(tf.sum(tf.square(f(x))), 0.5), [x], [v]);
    expectClose(products, expected, 3e-5);
  });
}

/** Asserts the product of the Hessian of c'f(x, w), f linear in each: (c'f(., v_w), c'f(v_x, .)), from values of f alone. */
export function expectBilinear(
  f: (x: tf.Tensor, w: tf.Tensor) => tf.Tensor,
  xShape: readonly number[],
  wShape: readonly number[],
): void {
  inScope(() => {
    const draw = (shape: readonly number[], seed: number): tf.Tensor =>
      tf.randomNormal([...shape], 0, 1, 'float32', seed);
    const [x, w, vx, vw] = [draw(xShape, 1), draw(wShape, 2), draw(xShape, 3), draw(wShape, 4)];
    const c = draw(f(x, w).shape, 5);
    const expected = [
      ...units(xShape).map((unit) => dot(c, f(unit, vw))),
      ...units(wShape).map((unit) => dot(c, f(vx, unit))),
    ];
    expectClose(
      hvp(() => tf.sum(tf.mul(c, f(x, w))), [x, w], [vx, vw]),
      expected,
      1e-5,
    );
  });
}
