import * as tf from '@tensorflow/tfjs';
import {flatten, unflatten} from '../../../../lib/autograd/index.ts';
import {randomStream} from '../../../../lib/base/random.ts';
import {topEigenvalues} from '../../../../lib/curvature/index.ts';
import {mlp, softmaxCrossEntropy} from '../../../../lib/models/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {lbfgs, sgd} from '../../../../optimizers/index.ts';
import {norm, plus, scale, type Vector} from '../../frame/vectors.ts';

const variablesOf = (model: tf.Sequential): tf.Variable[] =>
  model.trainableWeights.map((weight) => weight.read() as tf.Variable);

const lossOf =
  (model: tf.Sequential, {x, y}: Examples) =>
  (): tf.Scalar =>
    softmaxCrossEntropy(y, model.apply(x, {training: true}) as tf.Tensor);

/** The first examples, with the mean of so many by so many pixels for each; the caller disposes of them. */
export const firstOf = ({x, y}: Examples, count: number, pixels: number): Examples =>
  tf.tidy(() => {
    const images = tf.reshape(tf.slice(x, 0, count), [count, 28, 28, 1]) as tf.Tensor4D;
    const means = tf.avgPool(images, pixels, pixels, 'valid');
    return {x: tf.reshape(means, [count, means.size / count]), y: tf.slice(y, 0, count)};
  });

/** Directional slopes of the loss of a network: along the negative gradient, at angles to the gradient, and along random directions. */
export function slopesOfNetwork(
  examples: Examples,
  seed: number,
  {angles, random: count}: {angles: Vector; random: number},
): {norm: number; steepest: number; slopes: number[]; random: number[]} {
  const model = mlp({inputs: examples.x.shape[1]!, widths: [32], seed});
  const variables = variablesOf(model);
  const loss = lossOf(model, examples);
  const read = (tensors: tf.Tensor[]): number[] => tf.tidy(() => Array.from(flatten(tensors).dataSync()));
  const weights = read(variables);
  const gradient = tf.tidy(() => {
    const {grads} = tf.variableGrads(loss, variables);
    return read(variables.map(({name}) => grads[name]!));
  });
  const size = norm(gradient);
  const unit = scale(gradient, 1 / size);
  const place = (values: Vector): void =>
    tf.tidy(() => unflatten(tf.tensor1d([...values]), variables).forEach((part, i) => variables[i]!.assign(part)));
  const at = (direction: Vector, distance: number): number => {
    place(plus(weights, direction, distance));
    return tf.tidy(() => loss().dataSync()[0]!);
  };
  // Wide enough that float32 tells the two losses apart, and small beside the length of the weights.
  const h = 0.02;
  const slope = (direction: Vector): number => (at(direction, h) - at(direction, -h)) / (2 * h);
  const stream = randomStream(seed, 'directions');
  const draw = (): number[] => {
    const direction = weights.map(() => stream.normal());
    return scale(direction, 1 / norm(direction));
  };
  const across = (): number[] => {
    const direction = draw();
    const rest = plus(direction, unit, -direction.reduce((sum, value, i) => sum + value * unit[i]!, 0));
    return scale(rest, 1 / norm(rest));
  };
  const slopes = angles.map((degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return slope(plus(scale(unit, Math.cos(angle)), across(), Math.sin(angle)));
  });
  const found = {
    norm: size,
    steepest: slope(scale(unit, -1)),
    slopes,
    random: Array.from({length: count}, () => slope(draw())),
  };
  model.dispose();
  return found;
}

/** Losses of descent with all examples in each step, for rates that are given as multiples of 2 / (largest curvature at the start). */
export async function lossesByRate(
  examples: Examples,
  {multiples, steps, seed, widths}: {multiples: Vector; steps: number; seed: number; widths: number[]},
): Promise<{curvature: number; losses: number[][]}> {
  const model = mlp({inputs: examples.x.shape[1]!, widths, activation: 'tanh', seed});
  const variables = variablesOf(model);
  const loss = lossOf(model, examples);
  const start = variables.map((variable) => variable.clone());
  const {values} = await topEigenvalues({loss, variables, k: 1, seed, tolerance: 0.01});
  const losses = multiples.map((multiple) => {
    variables.forEach((variable, i) => variable.assign(start[i]!));
    const optimizer = sgd((multiple * 2) / values[0]!);
    const found = Array.from({length: steps}, () =>
      tf.tidy(() => optimizer.minimize(loss, true, variables)!.dataSync()[0]!),
    );
    optimizer.dispose();
    return found;
  });
  model.dispose();
  tf.dispose(start);
  return {curvature: values[0]!, losses};
}

/** The losses that L-BFGS ends at from several starts, a square of the weights times `decay` / 2 added. */
export function endLosses(
  examples: Examples,
  {widths, seeds, iterations, decay}: {widths: number[]; seeds: Vector; iterations: number; decay: number},
): number[] {
  return seeds.map((seed) => {
    const model = mlp({
      inputs: examples.x.shape[1]!,
      widths,
      activation: 'tanh',
      initializer: {name: 'normal', deviation: 0.5},
      seed,
    });
    const variables = variablesOf(model);
    const data = lossOf(model, examples);
    const loss = (): tf.Scalar =>
      tf.tidy(() => tf.add(data(), tf.mul(decay / 2, tf.addN(variables.map((w) => tf.sum(tf.square(w)))))));
    const solver = lbfgs();
    for (let k = 0; k < iterations; k++) solver.minimize(loss, false, variables);
    const end = tf.tidy(() => loss().dataSync()[0]!);
    solver.dispose();
    model.dispose();
    return end;
  });
}
