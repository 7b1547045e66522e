import * as tf from '@tensorflow/tfjs';
import {interpolate, linearRange} from '../../../../lib/landscape/index.ts';
import {softmaxCrossEntropy} from '../../../../lib/models/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {sgd} from '../../../../optimizers/index.ts';

/** Gives a model other weights while something is computed, and then its own again. */
function withWeights<Result>(model: tf.LayersModel, weights: readonly tf.Tensor[], compute: () => Result): Result {
  const own = model.getWeights().map((weight) => weight.clone());
  model.setWeights([...weights]);
  try {
    return compute();
  } finally {
    model.setWeights(own);
    tf.dispose(own);
  }
}

/** The outputs of a model with some weights, example after example. */
export const outputsOf = (model: tf.LayersModel, weights: readonly tf.Tensor[], x: tf.Tensor): Float32Array =>
  withWeights(model, weights, () => tf.tidy(() => (model.predict(x) as tf.Tensor).dataSync().slice() as Float32Array));

/** The greatest difference between two lists of outputs, relative to the greatest of the first. */
export function difference(ours: ArrayLike<number>, others: ArrayLike<number>): number {
  let [greatest, size] = [0, 0];
  for (let i = 0; i < ours.length; i++) {
    greatest = Math.max(greatest, Math.abs(ours[i]! - others[i]!));
    size = Math.max(size, Math.abs(ours[i]!));
  }
  return greatest / size;
}

/** w_u <- k w_u, b_u <- k b_u, v_u <- v_u / k for all units of one hidden layer, whatever k and the activation are. */
export const scaledBy = (weights: readonly tf.Tensor[], k: number): tf.Tensor[] =>
  weights.map((weight, i) => tf.tidy(() => weight.mul([k, k, 1 / k, 1][i]!)));

/** Losses of a model from some weights on, before each of several updates by all the examples, and after the last. */
export function lossesFrom(
  model: tf.LayersModel,
  weights: readonly tf.Tensor[],
  {x, y}: Examples,
  {rate, updates}: {rate: number; updates: number},
): number[] {
  const optimizer = sgd(rate);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const loss = (): tf.Scalar => softmaxCrossEntropy(y, model.apply(x, {training: true}) as tf.Tensor);
  try {
    return withWeights(model, weights, () => {
      const before = Array.from({length: updates}, () =>
        tf.tidy(() => optimizer.minimize(loss, true, variables)!.dataSync()[0]!),
      );
      return [...before, tf.tidy(() => loss().dataSync()[0]!)];
    });
  } finally {
    optimizer.dispose();
  }
}

/** The training loss at points of the straight line between two sets of weights. */
export async function lineLosses(
  model: tf.LayersModel,
  [from, to]: readonly [readonly tf.Tensor[], readonly tf.Tensor[]],
  data: Examples,
  count: number,
): Promise<number[]> {
  const alphas = linearRange(0, 1, count);
  const points = await interpolate({model, from: [...from], to: [...to], data, alphas});
  return points.map(({trainLoss}) => trainLoss as number);
}
