import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {ggnvp} from '../../../../lib/autograd/products/ggnvp.ts';
import {hvp} from '../../../../lib/autograd/products/hvp.ts';
import {sigmoidCrossEntropy} from '../../../../lib/models/losses.ts';
import {randomStream} from '../../../../lib/base/random.ts';
import {expectClose} from '../close.ts';

const random = randomStream(3, 'hvp');
const rows = (m: number, n: number): number[][] =>
  Array.from({length: m}, () => Array.from({length: n}, () => Math.round(16 * random.normal()) / 16));
const times = (matrix: number[][], v: number[]): number[] =>
  matrix.map((row) => row.reduce((sum, x, j) => sum + x * v[j]!, 0));
const transposed = (matrix: number[][]): number[][] => matrix[0]!.map((_, j) => matrix.map((row) => row[j]!));

describe('hvp', () => {
  const [m, n] = [7, 3];
  const x = rows(m, n);
  const w = rows(1, n)[0]!;
  const v = rows(1, n)[0]!;
  let tensors: {x: tf.Tensor2D; w: tf.Variable; v: tf.Tensor};
  beforeEach(() => {
    tensors = {x: tf.tensor2d(x), w: tf.variable(tf.tensor2d(w, [n, 1])), v: tf.tensor2d(v, [n, 1])};
  });
  afterEach(() => tf.dispose(Object.values(tensors)));

  it('is X S X v / m for logistic regression', () => {
    const labels = tf.tensor2d(
      Array.from({length: m}, (_, i) => i % 2),
      [m, 1],
    );
    const p = times(x, w).map((z) => 1 / (1 + Math.exp(-z)));
    const weighted = times(x, v).map((value, i) => (p[i]! * (1 - p[i]!) * value) / m);
    const loss = (): tf.Scalar => sigmoidCrossEntropy(labels, tf.matMul(tensors.x, tensors.w));
    const products = hvp(loss, [tensors.w], [tensors.v]);
    expectClose(products, times(transposed(x), weighted), 1e-6);
    tf.dispose([products, labels]);
  });

  it('is A v for a quadratic, and 2 X X v / m for least squares', () => {
    const a = [
      [4, 1, 0],
      [1, 3, -1],
      [0, -1, -2],
    ];
    const quadratic = (): tf.Scalar =>
      tf.tidy(() =>
        tf.sum(tf.mul(tf.matMul(tf.tensor2d(a), tensors.w as unknown as tf.Tensor2D), tf.mul(tensors.w, 0.5))),
      );
    const [first] = hvp(quadratic, [tensors.w], [tensors.v]);
    expectClose([first!], times(a, v), 1e-6);
    const squares = (): tf.Scalar =>
      tf.tidy(() => tf.mean(tf.square(tf.sub(tf.matMul(tensors.x, tensors.w as unknown as tf.Tensor2D), 1))));
    const [second] = hvp(squares, [tensors.w], [tensors.v]);
    const expected = times(transposed(x), times(x, v)).map((value) => (2 * value) / m);
    expectClose([second!], expected, 1e-6);
    const gauss = ggnvp(
      () => tf.matMul(tensors.x, tensors.w as unknown as tf.Tensor2D),
      'meanSquaredError',
      [tensors.w],
      [tensors.v],
    );
    expectClose(gauss, expected, 1e-6);
    tf.dispose([first!, second!, gauss]);
  });

  it('is exact at the saddle of the deep linear net (1 - a b)^2 / 2', () => {
    const [a, b] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
    const loss = (): tf.Scalar => tf.tidy(() => tf.mul(0.5, tf.square(tf.sub(1, tf.mul(a, b)))));
    const ones = [tf.scalar(1), tf.scalar(0)];
    const products = hvp(loss, [a, b], ones);
    // H = [[b^2, 2ab - 1], [2ab - 1, a^2]] = [[0, -1], [-1, 0]]: eigenvalues -1 and 1
    expect(products.map((each) => each.dataSync()[0])).to.deep.equal([0, -1]);
    tf.dispose([products, ones, a, b]);
  });

  it('gives zeros for variables without influence and where the Hessian is zero', () => {
    const other = tf.variable(tf.tensor1d([1, 2]));
    const vector = tf.ones([2]);
    for (const loss of [(): tf.Scalar => tf.sum(tensors.w), (): tf.Scalar => tf.sum(tf.square(tensors.w))]) {
      const [, product] = hvp(loss, [tensors.w, other], [tensors.v, vector]);
      expect([...product!.dataSync()]).to.deep.equal([0, 0]);
    }
    const [linear] = hvp(() => tf.sum(tensors.w), [tensors.w], [tensors.v]);
    expect([...linear!.dataSync()]).to.deep.equal([0, 0, 0]);
    tf.dispose([other, vector, linear!]);
  });

  it('averages over batches by their sizes', () => {
    const loss = (inputs: tf.Tensor2D): tf.Scalar =>
      tf.tidy(() => tf.mean(tf.softplus(tf.matMul(inputs, tensors.w as unknown as tf.Tensor2D))));
    const batches = [tf.tensor2d(x.slice(0, 4)), tf.tensor2d(x.slice(4, 6)), tf.tensor2d(x.slice(6))];
    const whole = hvp(() => loss(tensors.x), [tensors.w], [tensors.v]);
    const before = tf.memory().numTensors;
    const pieces = hvp(loss, [tensors.w], [tensors.v], {batches});
    expect(tf.memory().numTensors).to.equal(before + 1);
    expectClose(pieces, [...whole[0]!.dataSync()], 1e-6);
    const named = hvp(({inputs}) => loss(inputs), [tensors.w], [tensors.v], {
      batches: batches.map((inputs) => ({inputs})),
      size: ({inputs}) => inputs.shape[0],
    });
    expectClose(named, [...whole[0]!.dataSync()], 1e-6);
    tf.dispose([batches, whole, pieces, named]);
  });

  it('refuses what does not fit', () => {
    const loss = (): tf.Scalar => tf.sum(tf.square(tensors.w));
    const call =
      (...args: unknown[]) =>
      () =>
        (hvp as (...args: unknown[]) => unknown)(...args);
    const {w: variable, v: vector} = tensors;
    const before = tf.memory().numTensors;
    expect(call(loss, [], [])).to.throw(RangeError, 'hvp: variables must hold at least one');
    expect(call(loss, 3, [])).to.throw(TypeError, 'hvp: variables must be an array of tf.Variable or a tf.LayersModel');
    expect(call(loss, [variable], [])).to.throw(RangeError, 'hvp: vectors must be an array of 1 tensors, received 0');
    expect(call(loss, [variable], [tensors.x])).to.throw(
      RangeError,
      'hvp: vectors[0] must be of type float32 and shape [3, 1]',
    );
    expect(call(() => tf.square(variable), [variable], [vector])).to.throw(TypeError, 'hvp: loss must return a scalar');
    expect(call(() => 3, [variable], [vector])).to.throw(TypeError, 'received 3');
    expect(call(loss, [variable], [vector], {sead: 1})).to.throw(TypeError, 'did you mean "seed"');
    expect(call(loss, [variable], [vector], {batches: []})).to.throw(RangeError, 'hvp: batches must have at least 1');
    expect(call(loss, [variable], [vector], {batches: [3]})).to.throw(TypeError, 'hvp: a batch must hold a tensor');
    expect(tf.memory().numTensors).to.equal(before);
  });
});
