import type * as tf from '@tensorflow/tfjs';
import {checkNumbers, show} from '../../base/arguments.ts';
import {asGiven, option, type OptionsOf, readOptions} from '../../base/options.ts';
import {type Point, toPoint} from '../scan/weights.ts';
import {onCopy, rescaled} from './move-units.ts';
import {groupOf} from './unit-groups.ts';

const rescaleTable = {
  model: option(asGiven<tf.LayersModel>, 'a chain of dense and convolutional layers; left as it is'),
  layer: option(
    asGiven<string | tf.layers.Layer>,
    'a hidden layer, or its name, with ReLU, leaky ReLU or no activation, without batch normalisation after it',
  ),
  factors: option(asGiven<ArrayLike<number> | number>, 'of each unit, or one for all, > 0'),
  weights: option(
    asGiven<Point>,
    undefined,
    'in the order of `model.getWeights()`, or a model; those of the model when left out',
  ),
};

/** Options of {@link rescaleUnits}. */
export interface RescaleOptions extends OptionsOf<typeof rescaleTable> {}

/**
 * Makes hidden units larger and what reads them smaller: other weights, the same outputs.
 *
 * w_u <- s_u w_u, b_u <- s_u b_u, v_u <- v_u / s_u, since f(s z) = s f(z) for ReLU and s > 0
 *
 * @param options see {@link RescaleOptions}
 * @returns new weights for `model.setWeights`; the caller disposes them
 * @throws RangeError for factors that are not positive, for an activation that is not homogeneous, and as `permuteUnits` does
 * @example
 * const model = mlp({widths: [3], seed: 1});
 * const weights = rescaleUnits({model, layer: 'hidden1', factors: [2, 0.5, 1]});
 */
export function rescaleUnits(options: RescaleOptions): tf.Tensor[] {
  const settings = readOptions('rescaleUnits', rescaleTable, options);
  const {model, layer, factors} = settings;
  const group = groupOf('rescaleUnits', model, layer);
  const weights = toPoint('rescaleUnits', 'weights', settings.weights ?? model, model.getWeights());
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
