import type * as tf from '@tensorflow/tfjs';
import {checkOptions, show} from '../../base/arguments.ts';
import {type Point, toPoint} from '../scan/weights.ts';
import {onCopy, permuted} from './move-units.ts';
import {groupOf} from './unit-groups.ts';

export interface PermuteOptions {
  /** A chain of dense and convolutional layers; left as it is. */
  model: tf.LayersModel;
  /** A hidden layer, or its name. */
  layer: string | tf.layers.Layer;
  /** Unit u of the result is unit order[u] of before; every number from 0 once. */
  order: ArrayLike<number>;
  /** In the order of `model.getWeights()`, which is the default. */
  weights?: Point;
}

/**
 * Puts the hidden units of a layer into another order: other weights, the same outputs.
 *
 * W_l <- W_l P, b_l <- b_l P, W_(l+1) <- P' W_(l+1)
 *
 * What batch normalisation between the layers knows of the units moves along; where a flattened image is read, channels move.
 *
 * @param options `model`, `layer`, `order`; `weights`, default those of the model
 * @returns new weights for `model.setWeights`; the caller disposes them
 * @throws RangeError for what is no permutation, no hidden layer, or a model that is no such chain, naming the layer
 * @example
 * const model = mlp({widths: [3], seed: 1});
 * const weights = permuteUnits({model, layer: 'hidden1', order: [2, 0, 1]});
 */
export function permuteUnits(options: PermuteOptions): tf.Tensor[] {
  checkOptions('permuteUnits', options, ['model', 'layer', 'order', 'weights']);
  const {model, layer, order} = options;
  const group = groupOf('permuteUnits', model, layer);
  const weights = toPoint('permuteUnits', 'weights', options.weights ?? model, model.getWeights());
  const places = Array.from(order ?? []);
  if (places.length !== group.units || !places.toSorted((a, b) => a - b).every((unit, i) => unit === i)) {
    throw new RangeError(
      `permuteUnits: order must have every number from 0 to ${group.units - 1} once, received ${show(places.length === 0 ? order : places)}`,
    );
  }
  return onCopy(weights, (copy) => permuted(copy, group, places));
}
