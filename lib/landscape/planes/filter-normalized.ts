import * as tf from '@tensorflow/tfjs';
import {asGiven, choiceOption, option, type OptionsOf, readOptions, seedOption} from '../../base/options.ts';
import {randomStream} from '../../base/random.ts';
import {statisticsOf} from '../scan/batch-norm.ts';
import {asModel, checkPoint} from '../scan/weights.ts';

export const directionTable = {
  model: option(asModel, undefined, 'tells which weights are running statistics, along which no direction goes'),
  weights: option(
    asGiven<readonly tf.Tensor[]>,
    undefined,
    'what the direction is scaled to; the weights of the model when left out',
  ),
  seed: seedOption('of the direction'),
  oneDimensional: choiceOption(
    ['zero', 'normalize'],
    'whether biases and the scales and shifts of normalisation are left alone, or have a random part',
  ),
};

/** Options of {@link filterNormalizedDirection}; give `model`, or `weights`, or both. */
export interface DirectionOptions extends OptionsOf<typeof directionTable> {}

/** A random tensor with the norm of a weight, filter by filter. */
function normalized(weight: tf.Tensor, random: () => number): tf.Tensor {
  const draw = Float32Array.from({length: weight.size}, random);
  return tf.tidy(() => {
    const direction = tf.tensor(draw, weight.shape);
    // Of a kernel [inputs, outputs] or [height, width, inputs, outputs] the last axis tells the filters apart.
    const axes = weight.rank < 2 ? undefined : Array.from({length: weight.rank - 1}, (_, axis) => axis);
    const norm = (tensor: tf.Tensor) => tf.sqrt(tf.sum(tf.square(tensor), axes, weight.rank > 1));
    const scale = tf.div(norm(weight), tf.maximum(norm(direction), 1e-20));
    return tf.mul(direction, scale);
  });
}

/**
 * Draws a random direction of which every filter is as large as that filter of the weights, so that networks of different scale
 * are compared at the same relative distance.
 *
 * d_f <- d_f |w_f| / |d_f|, d normal; a filter is what leads to one unit: the last axis of a kernel
 *
 * Weights of one axis are left alone, or as a whole normalised in the same way. Running statistics of batch normalisation are
 * left alone always.
 *
 * @param options see {@link DirectionOptions}
 * @returns a tensor for each weight; the caller disposes them
 * @throws TypeError, RangeError for options that do not fit
 * @example
 * const model = mlp({widths: [8], seed: 1});
 * const direction = filterNormalizedDirection({model, seed: 7});
 *
 * Li, Xu, Taylor, Studer & Goldstein, Visualizing the loss landscape of neural nets, 2018.
 */
export function filterNormalizedDirection(options: DirectionOptions): tf.Tensor[] {
  const owner = 'filterNormalizedDirection';
  const settings = readOptions(owner, directionTable, options);
  const {model, seed, oneDimensional} = settings;
  const weights = settings.weights ?? model?.getWeights();
  if (weights === undefined) throw new TypeError(`${owner}: give model or weights, received neither`);
  checkPoint(owner, 'weights', weights, model?.getWeights() ?? weights);
  const statistics = model === undefined ? [] : statisticsOf(model);
  return weights.map((weight, i) => {
    const isLeft = statistics.includes(i) || (weight.rank < 2 && oneDimensional === 'zero');
    const random = randomStream(seed, 'direction', i);
    return isLeft ? tf.zerosLike(weight) : normalized(weight, () => random.normal());
  });
}
