import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {nesterov} from '../../../optimizers/index.ts';
import type {UpdateRule} from '../../../optimizers/base/index.ts';
import {piecewiseConstant} from '../../../schedules/index.ts';

const curvatures = [1, 10];
const scalarLoss = (w: tf.Tensor) =>
  tf
    .sum(tf.mul(tf.tensor1d(curvatures), tf.square(w)))
    .mul(0.5)
    .asScalar();

function variable(values: number[]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor1d(values)));
}

/** Runs an optimizer on the quadratic and returns the weights and losses after every update. */
function descend(
  optimizer: UpdateRule,
  updates: number,
  step: (f: () => tf.Scalar, w: tf.Variable) => tf.Scalar,
): {weights: number[][]; losses: number[]} {
  const before = tf.memory().numTensors;
  const w = variable([1, -1]);
  const [weights, losses]: [number[][], number[]] = [[], []];
  for (let t = 0; t < updates; t++) {
    const loss = step(() => scalarLoss(w), w);
    losses.push(loss.dataSync()[0]!);
    loss.dispose();
    weights.push([...w.dataSync()]);
  }
  optimizer.dispose();
  w.dispose();
  expect(tf.memory().numTensors).to.equal(before);
  return {weights, losses};
}

const rate = piecewiseConstant([4], [0.05, 0.02]);

/** The look-ahead form in float64, with the loss at the look-ahead point. */
function byHand(updates: number): {weights: number[][]; losses: number[]} {
  let [w, v] = [
    [1, -1],
    [0, 0],
  ];
  const [weights, losses]: [number[][], number[]] = [[], []];
  for (let t = 0; t < updates; t++) {
    const ahead = w.map((value, i) => value + 0.9 * v[i]!);
    losses.push(ahead.reduce((sum, x, i) => sum + (curvatures[i]! * x * x) / 2, 0));
    v = v.map((value, i) => 0.9 * value - rate(t) * curvatures[i]! * ahead[i]!);
    w = w.map((value, i) => value + v[i]!);
    weights.push(w);
  }
  return {weights, losses};
}

describe('nesterov', () => {
  const expected = byHand(10);

  function compare({weights, losses}: {weights: number[][]; losses: number[]}): void {
    for (const [t, row] of weights.entries()) {
      expect(losses[t], 'the loss is that of the look-ahead point').to.be.closeTo(expected.losses[t]!, 1e-5);
      for (const [i, value] of row.entries()) expect(value).to.be.closeTo(expected.weights[t]![i]!, 1e-5);
    }
  }

  it('evaluates the gradient ahead: minimize with and without a list of variables', () => {
    const optimizer = nesterov(rate);
    compare(descend(optimizer, 10, (f, w) => optimizer.minimize(f, true, [w])!));
    const unlisted = nesterov(rate);
    compare(descend(unlisted, 10, (f) => unlisted.minimize(f, true)!));
  });

  it('evaluates the gradient ahead: computeGradients and applyGradients, variables as they were in between', () => {
    const optimizer = nesterov(rate);
    const step = (f: () => tf.Scalar, w: tf.Variable): tf.Scalar => {
      const earlier = [...w.dataSync()];
      const {value, grads} = optimizer.computeGradients(f, [w]);
      expect([...w.dataSync()]).to.deep.equal(earlier);
      optimizer.applyGradients(grads);
      tf.dispose(grads);
      return value;
    };
    compare(descend(optimizer, 10, step));
  });

  it('differs from a gradient that is not evaluated ahead', () => {
    const optimizer = nesterov(rate);
    const {weights} = descend(optimizer, 10, (f, w) => {
      const {value, grads} = tf.variableGrads(f, [w]);
      optimizer.applyGradients(grads);
      tf.dispose(grads);
      return value;
    });
    expect(Math.abs(weights[9]![0]! - expected.weights[9]![0]!)).to.be.above(0.01);
  });

  it('has as iterates of the reformulated form the look-ahead points of the other', () => {
    const optimizer = nesterov(rate, {form: 'reformulated'});
    const {weights} = descend(optimizer, 10, (f, w) => optimizer.minimize(f, true, [w])!);
    for (let t = 1; t < 10; t++) {
      const [now, earlier] = [expected.weights[t]!, expected.weights[t - 1]!];
      for (const i of [0, 1]) expect(weights[t]![i]).to.be.closeTo(now[i]! + 0.9 * (now[i]! - earlier[i]!), 1e-5);
    }
  });

  it('refuses a list of variables that is none, as TensorFlow.js does', () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(1)));
    for (const form of ['lookahead', 'reformulated', 'trace'] as const) {
      const minimize = () => nesterov(0.1, {form}).minimize(() => tf.square(w), false, w as never);
      expect(minimize).to.throw(/must be an array of variables/);
    }
    w.dispose();
  });

  it('puts the variables back when the loss throws', () => {
    const w = variable([1, -1]);
    const optimizer = nesterov(0.05);
    optimizer.minimize(() => scalarLoss(w), false, [w]);
    const earlier = [...w.dataSync()];
    const fail = () => {
      expect([...w.dataSync()]).to.not.deep.equal(earlier);
      throw new Error('stop');
    };
    expect(() => optimizer.minimize(fail, false, [w])).to.throw('stop');
    expect([...w.dataSync()]).to.deep.equal(earlier);
    optimizer.dispose();
    w.dispose();
  });

  it('looks ahead from the first update after a restore, with and without a list of variables', async () => {
    for (const listed of [true, false]) {
      const before = tf.memory().numTensors;
      const [w, bystander] = [variable([1, -1]), variable([5, 5])];
      const list = listed ? [w] : undefined;
      const first = nesterov(rate);
      for (let t = 0; t < 5; t++) first.minimize(() => scalarLoss(w), false, list);
      const second = nesterov(rate);
      await second.setWeights(await first.getWeights());
      first.dispose();
      // The state must find its variable even under another name, and not the bystander of the same shape.
      const copy = tf.tidy(() => tf.variable(w.clone()));
      w.dispose();
      for (let t = 5; t < 10; t++) second.minimize(() => scalarLoss(copy), false, listed ? [copy] : undefined);
      const actual = [...copy.dataSync()];
      for (const i of [0, 1]) expect(actual[i]).to.be.closeTo(expected.weights[9]![i]!, 1e-5);
      expect([...bystander.dataSync()]).to.deep.equal([5, 5]);
      second.dispose();
      tf.dispose([copy, bystander]);
      expect(tf.memory().numTensors).to.equal(before);
    }
  });
});
