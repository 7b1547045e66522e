import type * as tf from '@tensorflow/tfjs';
import {checkNumbers, checkOptions, show} from '../../base/arguments.ts';
import {type Point, toPoint} from '../scan/weights.ts';
import {onCopy, rescaled} from './move-units.ts';
import {groupOf} from './unit-groups.ts';

export interface RescaleOptions {
  /** A chain of dense and convolutional layers; left as it is. */
  model: tf.LayersModel;
  /** A hidden layer, or its name with ReLU, leaky ReLU or no activation, without batch normalisation after it. */
  layer: string | tf.layers.Layer;
  /** Of each unit, or one for all, > 0. */
  factors: ArrayLike<number> | number;
  /** In the order of `model.getWeights()`, which is the default. */
  weights?: Point;
}

/**
 * Makes hidden units larger and what reads them smaller: other weights, the same outputs.
 *
 * w_u <- s_u w_u, b_u <- s_u b_u, v_u <- v_u / s_u, since f(s z) = s f(z) for ReLU and s > 0
 *
 * @param options `model`, `layer`, `factors`; `weights`, default those of the model
 * @returns new weights for `model.setWeights`; the caller disposes them
 * @throws RangeError for factors that are not positive, for an activation that is not homogeneous, and as `permuteUnits` does
 * @example
 * const model = mlp({widths: [3], seed: 1});
 * const weights = rescaleUnits({model, layer: 'hidden1', factors: [2, 0.5, 1]});
 */
export function rescaleUnits(options: RescaleOptions): tf.Tensor[] {
  checkOptions('rescaleUnits', options, ['model', 'layer', 'factors', 'weights']);
  const {model, layer, factors} = options;
  const group = groupOf('rescaleUnits', model, layer);
  const weights = toPoint('rescaleUnits', 'weights', options.weights ?? model, model.getWeights());
  if (!group.isHomogeneous) {
    throw new RangeError(
      `rescaleUnits: layer must be followed by ReLU, leaky ReLU or no activation and by no batch normalisation, so that a unit ` +
        `s times as large gives s times as much, received ${show(group.layer)}`,
    );
  }
  const each =
    typeof factors === 'number' ? Array.from({length: group.units}, () => factors) : Array.from(factors ?? []);
  if (each.length !== group.units) {
    throw new RangeError(
      `rescaleUnits: factors must have one number for each of ${group.units} units, received ${each.length === 0 ? show(factors) : each.length}`,
    );
  }
  for (const [unit, factor] of each.entries()) checkNumbers('rescaleUnits', {[`factors[${unit}]`]: factor}, {above: 0});
  return onCopy(weights, (copy) => rescaled(copy, group, each));
}
