import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../base/random.ts';

/**
 * What takes the place of the initial weights: standard normal noise with the root mean square of each weight, or zeros.
 *
 * Where the loss falls as well along such a path, that it falls says nothing about the way that training took. What is not
 * trained, such as running statistics, stays.
 *
 * @param model whose weights these are
 * @param from the initial weights
 * @returns new tensors; the caller disposes them
 *
 * Tao, Rethinking the monotonic linear interpolation property, 2024.
 */
export function controlStart(
  model: tf.LayersModel,
  from: readonly tf.Tensor[],
  control: 'noise' | 'zeros',
  seed: number,
): tf.Tensor[] {
  const trained = new Set(model.trainableWeights.map((weight) => model.weights.indexOf(weight)));
  return from.map((weight, i) => {
    if (!trained.has(i)) return tf.clone(weight);
    if (control === 'zeros') return tf.zerosLike(weight);
    const values = weight.dataSync<'float32'>();
    const size = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    const random = randomStream(seed, 'control', i);
    return tf.tensor(
      Float32Array.from(values, () => size * random.normal()),
      weight.shape,
    );
  });
}
