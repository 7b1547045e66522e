import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {meanSquaredError, mlp} from '../../../../lib/models/index.ts';
import {type Examples, train} from '../../../../lib/training/index.ts';
import {adam, sgd} from '../../../../optimizers/index.ts';
import {dot, type Vector} from '../../frame/vectors.ts';
import type {Example, FunctionName, Layered} from './compute.ts';
import {kernelsOf} from './compute-indices.ts';

const activations: Readonly<Record<FunctionName, (z: tf.Tensor) => tf.Tensor>> = {
  sigmoid: (z) => tf.sigmoid(z),
  tanh: (z) => tf.tanh(z),
  linear: (z) => z,
};

/** The gradient of 1/(2M) sum |h - y|^2 by automatic differentiation, in the order of `flat`: rows of W, then b, layer by layer. */
export function autograd(network: Layered, examples: readonly Example[], name: FunctionName): number[] {
  return tf.tidy(() => {
    const kernels = kernelsOf(network).map((kernel) => tf.tensor2d(kernel.map((row) => [...row])));
    const biases = network.biases.map((bias) => tf.tensor1d([...bias]));
    const x = tf.tensor2d(examples.map((example) => [...example.x]));
    const y = tf.tensor2d(examples.map((example) => [...example.y]));
    const loss = (...parameters: tf.Tensor[]): tf.Scalar => {
      const h = kernels.reduce((a: tf.Tensor, _, l) => {
        const z = tf.add(tf.matMul(a as tf.Tensor2D, parameters[l] as tf.Tensor2D), parameters[kernels.length + l]!);
        return activations[name](z);
      }, x);
      return tf.div(tf.sum(tf.square(tf.sub(h, y))), 2 * examples.length);
    };
    const gradients = tf.grads(loss)([...kernels, ...biases]);
    return kernels.flatMap((_, l) => [
      ...tf.transpose(gradients[l]!).dataSync(),
      ...gradients[kernels.length + l]!.dataSync(),
    ]);
  });
}

/** A function that is not known to the models, with noisy samples of it. */
export interface Samples {
  readonly x: Vector;
  readonly y: Vector;
  readonly truth: (x: number) => number;
}

/** y = truth(x) + noise n, x evenly drawn from [-3, 3], n standard normal. */
export function noisy(truth: (x: number) => number, count: number, noise: number, seed: number): Samples {
  const random = randomStream(seed, 'samples');
  const x = Array.from({length: count}, () => 6 * random.uniform() - 3);
  return {x, y: x.map((value) => truth(value) + noise * random.normal()), truth};
}

/** The line y = a + b x with the least mean squared error. */
export function leastSquares({x, y}: Samples): (x: number) => number {
  const [mx, my] = [x, y].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length) as [
    number,
    number,
  ];
  const centred = x.map((value) => value - mx);
  const slope = dot(centred, y) / dot(centred, x);
  return (at) => my + slope * (at - mx);
}

/** What a network with one hidden layer of tanh units gives at some points, fitted to the samples with Adam, all in each update. */
export function fitted(
  {x, y}: Samples,
  points: Vector,
  {units, updates, seed}: Record<'units' | 'updates' | 'seed', number>,
): number[] {
  const model = mlp({inputs: 1, widths: [units], classes: 1, activation: 'tanh', seed});
  const optimizer = adam(0.03);
  const [inputs, labels] = [tf.tensor2d([...x], [x.length, 1]), tf.tensor2d([...y], [y.length, 1])];
  for (let k = 0; k < updates; k++) {
    optimizer.minimize(() => meanSquaredError(labels, model.apply(inputs, {training: true}) as tf.Tensor));
  }
  const values = tf.tidy(() =>
    Array.from((model.predict(tf.tensor2d([...points], [points.length, 1])) as tf.Tensor).dataSync()),
  );
  optimizer.dispose();
  model.dispose();
  tf.dispose([inputs, labels]);
  return values;
}

/** Losses on the digits before and after each pass, with updates of so many examples, at the best of some rates. */
export async function passes(
  data: Examples,
  {
    batchSize,
    rates,
    epochs,
    seed,
    signal,
  }: {batchSize: number | 'full'; rates: Vector; epochs: number; seed: number; signal: AbortSignal},
): Promise<{rate: number; losses: number[]}> {
  let best = {rate: 0, losses: [Infinity]};
  for (const rate of rates) {
    const model = mlp({widths: [16], seed});
    const optimizer = sgd(rate);
    const {history} = await train({model, data, optimizer, epochs, batchSize, seed, signal});
    const losses = history.map(({trainLoss}) => trainLoss);
    if (losses.length > epochs && losses.at(-1)! < best.losses.at(-1)!) best = {rate, losses};
    optimizer.dispose();
    model.dispose();
  }
  return best;
}
