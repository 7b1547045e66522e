import * as tf from '@tensorflow/tfjs';
import {asGiven, numberOption, option, type OptionsOf, readOptions, seedOption} from '../../base/options.ts';
import {permutation, randomStream} from '../../base/random.ts';
import {modelOrOptions, type Point, toPoint} from '../scan/weights.ts';
import {onCopy, permuted, rescaled} from './move-units.ts';
import {unitGroups} from './unit-groups.ts';

const copyTable = {
  model: option(asGiven<tf.LayersModel>, 'a chain of dense and convolutional layers; left as it is'),
  weights: option(
    asGiven<Point>,
    undefined,
    'in the order of `model.getWeights()`, or a model; those of the model when left out',
  ),
  seed: seedOption('of order and factors'),
  scale: numberOption(
    {from: 1},
    2,
    'units are rescaled by factors from 1 / scale to scale where their activation allows it: log s is uniform; 1 for none',
  ),
};

/** Options of {@link symmetricCopy}. */
export interface SymmetricCopyOptions extends OptionsOf<typeof copyTable> {}

/**
 * Draws other weights that give the same outputs: the units of every hidden layer in random order and rescaled.
 *
 * @param given a model, or options: see {@link SymmetricCopyOptions}
 * @returns new weights for `model.setWeights`; the caller disposes them
 * @throws RangeError as `permuteUnits` does
 * @example
 * const model = mlp({widths: [300, 100], seed: 1});
 * const copy = symmetricCopy({model, seed: 7});
 */
export function symmetricCopy(given: SymmetricCopyOptions | tf.LayersModel): tf.Tensor[] {
  const settings = readOptions('symmetricCopy', copyTable, modelOrOptions(given));
  const {model, seed, scale} = settings;
  const groups = unitGroups('symmetricCopy', model);
  const weights = toPoint('symmetricCopy', 'weights', settings.weights ?? model, model.getWeights());
  return onCopy(weights, (copy) =>
    groups.reduce((moved, group) => {
      const random = randomStream(seed, 'symmetric copy', group.layer);
      const mixed = permuted(moved, group, permutation(group.units, random));
      if (!group.isHomogeneous || scale === 1) return mixed;
      return rescaled(
        mixed,
        group,
        Array.from({length: group.units}, () => scale ** (2 * random.uniform() - 1)),
      );
    }, copy),
  );
}
