import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {convexity, plane, randomPlane} from '../../../../lib/landscape/index.ts';
import {drawInitial, softmaxCrossEntropy} from '../../../../lib/models/index.ts';
import {type Examples, train} from '../../../../lib/training/index.ts';
import {adam} from '../../../../optimizers/index.ts';

/** What a network is made of: `layers` of weights in all; a single one is softmax regression. */
export interface DeepOptions {
  readonly layers: number;
  readonly width: number;
  readonly isResidual: boolean;
  readonly seed: number;
}

/** A narrow network with ReLUs: its kernels and biases, and its logits; with `isResidual` two layers add to what they were given. */
function deep({layers, width, isResidual, seed}: DeepOptions) {
  const sizes = [49, ...Array.from({length: layers - 1}, () => width), 10];
  const variables = sizes.slice(1).flatMap((units, layer) => {
    const shape: [number, number] = [sizes[layer]!, units];
    const kernel = drawInitial(isResidual ? 'glorotUniform' : 'heNormal', shape, randomStream(seed, 'weights', layer));
    return tf.tidy(() => [tf.variable(tf.tensor2d(kernel, shape)), tf.variable(tf.zeros([units]))]);
  });
  const dense = (x: tf.Tensor, layer: number): tf.Tensor =>
    tf.add(tf.matMul(x, variables[2 * layer]!), variables[2 * layer + 1]!);
  const logits = (x: tf.Tensor): tf.Tensor => {
    let h = x;
    for (let layer = 0; layer < layers - 1; layer++) {
      const isBlock = isResidual && layer > 0 && layer + 1 < layers - 1;
      h = isBlock ? tf.add(h, dense(tf.relu(dense(h, layer)), ++layer)) : tf.relu(dense(h, layer));
    }
    return dense(h, layers - 1);
  };
  return {variables, loss: ({x, y}: Examples): tf.Scalar => tf.tidy(() => softmaxCrossEntropy(y, logits(x))), logits};
}

/** A surface: the loss on a grid, and what it tells. */
export interface Measured {
  readonly x: readonly number[];
  readonly loss: readonly (readonly number[])[];
  readonly trained: number;
  readonly accuracy: number;
  /** Share of the inner points, along rows and columns, at which the surface is not bent downwards. */
  readonly convex: number;
  readonly highest: number;
}

/** Trains a network and measures its loss on a plane of two random directions, normalised filter by filter. */
export async function surfaceOf(
  options: DeepOptions,
  data: Examples,
  {epochs, points}: {epochs: number; points: number},
): Promise<Measured> {
  const {variables, loss, logits} = deep(options);
  const optimizer = adam(0.003);
  const {seed} = options;
  try {
    const {history} = await train({
      loss,
      variables,
      data,
      optimizer,
      epochs,
      batchSize: 50,
      seed,
      evaluateEvery: epochs,
    });
    const accuracy = tf.tidy(() => tf.equal(logits(data.x).argMax(1), data.y.argMax(1)).mean().dataSync()[0]!);
    const {origin, directions} = randomPlane({weights: variables, seed});
    const range = `-1:1:${points}`;
    const found = await plane({variables, origin, directions, x: range, y: range, data, loss});
    tf.dispose([...origin, ...directions.flat()]);
    const lines = [...found.loss, ...found.x.map((_, i) => found.loss.map((row) => row[i]!))];
    const shares = lines.map((line) => convexity(line, {tolerance: 1e-4}).local);
    return {
      x: found.x,
      loss: found.loss,
      trained: history.at(-1)!.trainLoss,
      accuracy,
      convex: shares.reduce((sum, share) => sum + share, 0) / shares.length,
      highest: Math.max(...found.loss.flat()),
    };
  } finally {
    optimizer.dispose();
    tf.dispose(variables);
  }
}
