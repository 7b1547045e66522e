import * as tf from '@tensorflow/tfjs';
import {asGiven, choiceOption, option, type OptionsOf, readOptions, seedOption} from '../../base/options.ts';
import {randomStream} from '../../base/random.ts';
import {type FilterAxes, filterAxes} from './filter-axes.ts';
import {statisticsOf} from '../scan/batch-norm.ts';
import {asModel, modelOrOptions, type Point, pointTensors, toPoint} from '../scan/weights.ts';

export const directionTable = {
  model: option(
    asModel,
    undefined,
    'tells what the filters are, and which weights are running statistics, along which no direction goes',
  ),
  weights: option(
    asGiven<Point>,
    undefined,
    'what the direction is scaled to: tensors, or another model; the weights of the model when left out',
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
function normalized(weight: tf.Tensor, filters: FilterAxes, random: () => number): tf.Tensor {
  const draw = Float32Array.from({length: weight.size}, random);
  return tf.tidy(() => {
    const direction = tf.tensor(draw, weight.shape);
    const apart = typeof filters === 'string' ? [] : filters.map((axis) => axis + weight.rank);
    const axes = [...weight.shape.keys()].filter((axis) => !apart.includes(axis));
    const norm = (tensor: tf.Tensor) => tf.sqrt(tf.sum(tf.square(tensor), axes, true));
    const scale = tf.div(norm(weight), tf.maximum(norm(direction), 1e-20));
    return tf.mul(direction, scale);
  });
}

/** Of weights without a model, those of one axis aside, the last axis is taken for the filters. */
const byShape = ({rank}: tf.Tensor): FilterAxes => (rank < 2 ? 'one-dimensional' : [-1]);

/**
 * Draws a random direction of which every filter is as large as that filter of the weights, so that networks of different scale
 * are compared at the same relative distance.
 *
 * d_f <- d_f |w_f| / |d_f|, d normal; a filter is what leads to one unit
 *
 * Which axes tell filters apart follows from the layer: the last of dense, convolutional and recurrent kernels, that of the outputs
 * in transposed convolutions, input and multiplier in depthwise ones, rows of embeddings. The weights of other layers are one filter
 * as a whole; without a model the last axis is taken. Biases, scales, shifts and slopes are left alone, or as a whole normalised in
 * the same way. Running statistics of batch normalisation are left alone always.
 *
 * @param given a model, or options: see {@link DirectionOptions}
 * @returns a tensor for each weight; the caller disposes them
 * @throws TypeError, RangeError for options that do not fit
 * @example
 * const model = mlp({widths: [8], seed: 1});
 * const direction = filterNormalizedDirection({model, seed: 7});
 *
 * Li, Xu, Taylor, Studer & Goldstein, Visualizing the loss landscape of neural nets, 2018.
 */
export function filterNormalizedDirection(given: DirectionOptions | tf.LayersModel): tf.Tensor[] {
  const owner = 'filterNormalizedDirection';
  const settings = readOptions(owner, directionTable, modelOrOptions(given));
  const {model, seed, oneDimensional} = settings;
  const named = settings.weights ?? model;
  if (named === undefined) throw new TypeError(`${owner}: give model or weights, received neither`);
  const weights = model ? toPoint(owner, 'weights', named, model.getWeights()) : pointTensors(owner, 'weights', named);

  const source = model ?? (named instanceof tf.LayersModel ? named : undefined);
  const statistics = source === undefined ? [] : statisticsOf(source);
  const filters = source === undefined ? weights.map(byShape) : filterAxes(source);
  return weights.map((weight, i) => {
    const own = filters[i]!;
    const isLeft = statistics.includes(i) || (own === 'one-dimensional' && oneDimensional === 'zero');
    const random = randomStream(seed, 'direction', i);
    return isLeft ? tf.zerosLike(weight) : normalized(weight, own, () => random.normal());
  });
}
