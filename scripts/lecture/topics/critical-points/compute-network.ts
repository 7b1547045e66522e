import * as tf from '@tensorflow/tfjs';
import {EigenvalueDecomposition, Matrix} from 'ml-matrix';
import {hessian} from '../../../../lib/autograd/index.ts';
import {randomStream} from '../../../../lib/base/random.ts';
import {findCriticalPoint, topEigenvalues} from '../../../../lib/curvature/index.ts';
import {batches} from '../../../../lib/data/index.ts';
import {type Activation, mlp, softmaxCrossEntropy} from '../../../../lib/models/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {adam, sgd} from '../../../../optimizers/index.ts';

/** The first digits as 4 x 4 means of their pixels, centred, of deviation 1: few numbers, so that a dense Hessian is small. */
export function coarse({x, y}: Examples, count: number): Examples {
  return tf.tidy(() => {
    const images = tf.reshape(x.slice(0, count), [count, 28, 28, 1]) as tf.Tensor4D;
    const means = tf.avgPool(images, 7, 7, 'valid').reshape([count, 16]);
    const {mean} = tf.moments(means, 0);
    const centred = means.sub(mean);
    return {x: centred.div(centred.square().mean().sqrt()), y: y.slice(0, count)};
  });
}

const lossOf =
  (model: tf.LayersModel, {x, y}: Examples) =>
  (): tf.Scalar =>
    softmaxCrossEntropy(y, model.apply(x, {training: true}) as tf.Tensor);

const valueOf = (loss: () => tf.Scalar): number => tf.tidy(() => loss().dataSync()[0]!);

function eigenvalues(model: tf.LayersModel, data: Examples): number[] {
  const matrix = hessian(lossOf(model, data), model);
  const rows = matrix.arraySync();
  matrix.dispose();
  const symmetric = rows.map((row, i) => row.map((value, j) => (value + rows[j]![i]!) / 2));
  return new EigenvalueDecomposition(new Matrix(symmetric), {assumeSymmetric: true}).realEigenvalues;
}

/** Eigenvalues of the Hessian of a network 16-4-10 before and after training on all examples. */
export function curvatures(data: Examples, {seed, updates}: {seed: number; updates: number}) {
  const model = mlp({inputs: 16, widths: [4], activation: 'tanh', seed});
  const optimizer = adam(0.03);
  try {
    const start = eigenvalues(model, data);
    for (let k = 0; k < updates; k++) optimizer.minimize(lossOf(model, data));
    const end = eigenvalues(model, data);
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const gradientNorm = tf.tidy(() => {
      const {grads} = tf.variableGrads(lossOf(model, data), variables);
      return Math.sqrt(Object.values(grads).reduce((sum, each) => sum + each.square().sum().dataSync()[0]!, 0));
    });
    return {start, end, gradientNorm};
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

/** Shares of eigenvalues below -1e-5 and above 1e-5 of the largest. */
export function signs(values: readonly number[]): {down: number; flat: number; up: number} {
  const floor = 1e-5 * Math.max(...values.map(Math.abs));
  const down = values.filter((value) => value < -floor).length / values.length;
  const up = values.filter((value) => value > floor).length / values.length;
  return {down, flat: 1 - down - up, up};
}

/** How a network starts: at zero, with hidden units that are all the same, or with small random weights. */
export type Start = 'zero' | 'equal units' | 'small';

/** Trains a network 16-6-10 from a start; losses of all examples after every tenth update, and the least curvature at the end. */
export async function fromStart(
  data: Examples,
  start: Start,
  {seed, updates, batchSize}: {seed: number; updates: number; batchSize: number | 'full'},
): Promise<{losses: number[]; leastCurvature: number; spread: number}> {
  const model = mlp({inputs: 16, widths: [6], activation: 'tanh', seed});
  const optimizer = sgd(0.5);
  const loss = lossOf(model, data);
  try {
    tf.tidy(() => {
      for (const weight of model.trainableWeights) {
        const value = weight.read();
        const [first, axis] = value.rank === 2 && value.shape[1] === 6 ? [value.slice([0, 0], [-1, 1]), 1] : [value, 0];
        if (start === 'zero') weight.write(tf.zerosLike(value));
        else if (start === 'small') weight.write(value.mul(1e-3));
        else if (value.rank === 2 && axis === 1) weight.write(first.tile([1, 6]));
        else if (value.rank === 2) weight.write(value.slice([0, 0], [1, -1]).tile([6, 1]));
      }
    });
    const losses = [valueOf(loss)];
    let update = 0;
    for (let epoch = 0; update < updates; epoch++) {
      for (const indices of batches(data.x.shape[0], {batchSize, seed, epoch})) {
        if (update === updates) break;
        update++;
        tf.tidy(() => {
          const picked = tf.tensor1d(indices, 'int32');
          const batch = {x: tf.gather(data.x, picked), y: tf.gather(data.y, picked)};
          optimizer.minimize(lossOf(model, batch));
        });
        if (update % 10 === 0) losses.push(valueOf(loss));
      }
    }
    const {values} = await topEigenvalues({loss, variables: model, end: 'smallest', tolerance: 0.1, steps: 25, seed});
    const spread = tf.tidy(() => {
      const kernel = model.trainableWeights[0]!.read();
      return kernel.sub(kernel.mean(1, true)).abs().max().dataSync()[0]!;
    });
    return {losses, leastCurvature: values[0]!, spread};
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

/** Updates until the loss of a network with two sigmoid layers is below a bound; -1 where it is not after the last one. */
export function updatesToLeave(
  data: Examples,
  {
    rate,
    seed,
    most,
    bound,
    activation,
  }: {rate: number; seed: number; most: number; bound: number; activation: Activation},
): number {
  const model = mlp({inputs: 16, widths: [10, 10], activation, seed});
  const optimizer = sgd(rate);
  try {
    for (let k = 0; k < most; k++) {
      const loss = tf.tidy(() => optimizer.minimize(lossOf(model, data), true)!.dataSync()[0]!);
      if (loss < bound) return k;
      if (!(loss < 1e3)) return -1;
    }
    return -1;
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

/** What Newton's method for a zero gradient finds for a network 1-3-1 that fits a wave, from random weights, and what descent finds. */
export async function solveForZero(
  seed: number,
): Promise<{kind: string; loss: number; descentLoss: number; norm: number}> {
  const random = randomStream(seed, 'zero gradient');
  const inputs = tf.tensor2d([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2], [9, 1]);
  const targets = tf.tidy(() => inputs.mul(2).sin());
  const draw = (shape: [number, number]): Float32Array =>
    Float32Array.from({length: shape[0] * shape[1]}, () => 1.5 * random.normal());
  const make = (shape: [number, number]): tf.Variable => tf.tidy(() => tf.variable(tf.tensor2d(draw(shape), shape)));
  const variables = [make([1, 3]), make([1, 3]), make([3, 1]), make([1, 1])];
  const [w, b, v, c] = variables as [tf.Variable, tf.Variable, tf.Variable, tf.Variable];
  const loss = (): tf.Scalar =>
    tf.tidy(() => {
      const hidden = tf.tanh(tf.add(tf.matMul(inputs, w), b));
      return tf.mean(tf.square(tf.sub(tf.add(tf.matMul(hidden, v), c), targets)));
    });
  const start = variables.map((variable) => variable.clone());
  const optimizer = adam(0.05);
  try {
    const found = await findCriticalPoint({loss, variables, iterations: 60, gradientTolerance: 1e-4, seed});
    for (const [i, variable] of variables.entries()) variable.assign(start[i]!);
    for (let k = 0; k < 300; k++) optimizer.minimize(loss, false, variables);
    return {kind: found.kind, loss: found.loss, descentLoss: valueOf(loss), norm: found.gradientNorm};
  } finally {
    optimizer.dispose();
    tf.dispose([inputs, targets, ...variables, ...start]);
  }
}
