import type * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import {asGiven, option, type OptionsOf, readOptions} from '../../base/options.ts';
import {type Point, toPoint} from '../scan/weights.ts';
import {onCopy, permuted} from './move-units.ts';
import {groupOf} from './unit-groups.ts';

const permuteTable = {
  model: option(asGiven<tf.LayersModel>, 'a chain of dense and convolutional layers; left as it is'),
  layer: option(asGiven<string | tf.layers.Layer>, 'a hidden layer, or its name'),
  order: option(
    asGiven<ArrayLike<number>>,
    'unit u of the result is unit order[u] of before; every number from 0 once',
  ),
  weights: option(
    asGiven<Point>,
    undefined,
    'in the order of `model.getWeights()`, or a model; those of the model when left out',
  ),
};

/** Options of {@link permuteUnits}. */
export interface PermuteOptions extends OptionsOf<typeof permuteTable> {}

/**
 * Puts the hidden units of a layer into another order: other weights, the same outputs.
 *
 * W_l <- W_l P, b_l <- b_l P, W_(l+1) <- P' W_(l+1)
 *
 * What batch normalisation between the layers knows of the units moves along; where a flattened image is read, channels move.
 *
 * @param options see {@link PermuteOptions}
 * @returns new weights for `model.setWeights`; the caller disposes them
 * @throws RangeError for what is no permutation, no hidden layer, or a model that is no such chain, naming the layer
 * @example
 * const model = mlp({widths: [3], seed: 1});
 * const weights = permuteUnits({model, layer: 'hidden1', order: [2, 0, 1]});
 */
export function permuteUnits(options: PermuteOptions): tf.Tensor[] {
  const settings = readOptions('permuteUnits', permuteTable, options);
  const {model, layer, order} = settings;
  const group = groupOf('permuteUnits', model, layer);
  const weights = toPoint('permuteUnits', 'weights', settings.weights ?? model, model.getWeights());
  const places = Array.from(order ?? []);
  if (places.length !== group.units || !places.toSorted((a, b) => a - b).every((unit, i) => unit === i)) {
    throw new RangeError(
      `permuteUnits: order must have every number from 0 to ${group.units - 1} once, received ${show(places.length === 0 ? order : places)}`,
    );
  }
  return onCopy(weights, (copy) => permuted(copy, group, places));
}
