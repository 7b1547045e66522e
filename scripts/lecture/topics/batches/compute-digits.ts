import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {batches} from '../../../../lib/data/index.ts';
import {mlp, softmaxCrossEntropy, softmaxRegression} from '../../../../lib/models/index.ts';
import {type Examples, train, type TrainOptions} from '../../../../lib/training/index.ts';
import {sgd} from '../../../../optimizers/index.ts';
import type {Hyperparameter} from '../../../../schedules/index.ts';

/**
 * Examples that no weights can fit: pictures of 7 x 7 means of pixels, a quarter of them with a class drawn at random. The caller disposes
 * of them.
 */
export function blurred({x, y}: Examples, count: number, seed: number): Examples {
  const random = randomStream(seed, 'names');
  return tf.tidy(() => {
    const pictures = x.slice(0, count).reshape([count, 28, 28, 1]) as tf.Tensor4D;
    const classes = Array.from(y.slice(0, count).argMax(1).dataSync(), (right) =>
      random.uniform() < 0.25 ? random.integer(10) : right,
    );
    return {
      x: tf.avgPool(pictures, 4, 4, 'valid').reshape([count, 49]),
      y: tf.oneHot(tf.tensor1d(classes, 'int32'), 10).cast('float32'),
    };
  });
}

/** The first examples, which the caller disposes of. */
export const firstOf = ({x, y}: Examples, count: number): Examples => ({x: x.slice(0, count), y: y.slice(0, count)});

/** Trains softmax regression by plain descent, and gives its records and its weights as numbers. */
export async function trainSoftmax({
  rate,
  seed,
  ...options
}: Omit<TrainOptions, 'model' | 'optimizer'> & {rate: Hyperparameter; seed: number}) {
  const model = softmaxRegression({inputs: options.data.x.shape[1]!, classes: options.data.y.shape[1]!, seed});
  const optimizer = sgd(rate);
  try {
    const {history} = await train({...options, model, optimizer, seed});
    return {history, weights: model.getWeights().map((weight) => weight.dataSync())};
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

/** The greatest difference between weights. */
export const weightDifference = (a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): number =>
  Math.max(
    ...a.map((list, k) => Array.from(list).reduce((most, value, i) => Math.max(most, Math.abs(value - b[k]![i]!)), 0)),
  );

/**
 * Squared distance of the gradient of m examples from that of all, relative to the squared length of the latter, on average over draws
 * without replacement; and the cosine between the two.
 */
export function gradientNoise(model: tf.Sequential, {x, y}: Examples, size: number, draws: number, seed: number) {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const gradient = (examples: Examples): tf.Tensor1D => {
    const loss = (): tf.Scalar =>
      softmaxCrossEntropy(examples.y, model.apply(examples.x, {training: true}) as tf.Tensor);
    const {grads} = tf.variableGrads(loss, variables);
    return tf.concat1d(variables.map((variable) => grads[variable.name]!.flatten()));
  };
  return tf.tidy(() => {
    const all = gradient({x, y});
    const length = all.square().sum().dataSync()[0]!;
    const found = {noise: 0, cosine: 0};
    for (let k = 0; k < draws; k++) {
      const [noise, cosine] = tf.tidy(() => {
        const [indices] = batches(x.shape[0], {batchSize: size, seed, epoch: k});
        const rows = tf.tensor1d(indices!, 'int32');
        const one = gradient({x: tf.gather(x, rows), y: tf.gather(y, rows)});
        const along = one.mul(all).sum().dataSync()[0]!;
        return [
          one.sub(all).square().sum().dataSync()[0]! / length,
          along / Math.sqrt(length * one.square().sum().dataSync()[0]!),
        ] as const;
      });
      found.noise += noise / draws;
      found.cosine += cosine / draws;
    }
    return found;
  });
}

/**
 * Trains a tanh network whose weights all start at `spread` times a standard normal number, and gives the loss at the end and the greatest
 * weight between units; where the spread is 0, every example has the gradient 0 in all of those.
 */
export async function fromZero(
  data: Examples,
  {
    spread,
    rate,
    ...options
  }: {spread: number; rate: number; batchSize: number | 'full'; epochs: number; evaluateEvery?: number; seed: number},
) {
  const {seed} = options;
  const model = mlp({inputs: data.x.shape[1]!, widths: [16], classes: data.y.shape[1]!, activation: 'tanh', seed});
  const random = randomStream(seed, 'near zero');
  const start = model.getWeights().map(({shape}) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return tf.tensor(
      Float32Array.from({length: size}, () => (spread === 0 ? 0 : spread * random.normal())),
      shape,
    );
  });
  model.setWeights(start);
  tf.dispose(start);
  const optimizer = sgd(rate);
  try {
    const {history} = await train({model, data, optimizer, ...options});
    const kernels = model.getWeights().filter(({rank}) => rank === 2);
    return {
      losses: history.map(({trainLoss}) => trainLoss),
      greatest: Math.max(...kernels.map((kernel) => tf.tidy(() => kernel.abs().max().dataSync()[0]!))),
    };
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

/**
 * A network knows the digits, then every class c is called c + 1: what share of test digits is right, by the new names, after each arrival
 * of 20 newly named ones, with one update on these 20, or one on all that were ever seen.
 */
export function trackNames(model: tf.Sequential, old: Examples, fresh: Examples, test: Examples, rate: number) {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const start = variables.map((variable) => variable.clone());
  const renamed = (y: tf.Tensor): tf.Tensor =>
    tf.tidy(() => tf.concat([y.slice([0, 9], [-1, 1]), y.slice([0, 0], [-1, 9])], 1));
  const [freshY, testY] = [renamed(fresh.y), renamed(test.y)];
  const arrivals = Math.floor(fresh.x.shape[0] / 20);
  const run = (isAll: boolean): {right: number[]; gradients: number} => {
    for (const [i, variable] of variables.entries()) variable.assign(start[i]!);
    const optimizer = sgd(rate);
    const found = {right: [] as number[], gradients: 0};
    for (let t = 0; t < arrivals; t++) {
      tf.tidy(() => {
        const seen = isAll ? 0 : t * 20;
        const [newX, newY] = [fresh.x.slice(seen, (t + 1) * 20 - seen), freshY.slice(seen, (t + 1) * 20 - seen)];
        const [x, y] = isAll ? [tf.concat([old.x, newX]), tf.concat([old.y, newY])] : [newX, newY];
        optimizer.minimize(
          () => softmaxCrossEntropy(y, model.apply(x, {training: true}) as tf.Tensor),
          false,
          variables,
        );
        found.gradients += x.shape[0];
        const answers = (model.apply(test.x) as tf.Tensor).argMax(1);
        found.right.push(answers.equal(testY.argMax(1)).mean().dataSync()[0]!);
      });
    }
    optimizer.dispose();
    return found;
  };
  const result = {newest: run(false), all: run(true)};
  for (const [i, variable] of variables.entries()) variable.assign(start[i]!);
  tf.dispose([...start, freshY, testY]);
  return result;
}
