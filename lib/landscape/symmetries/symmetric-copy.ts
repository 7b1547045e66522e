import * as tf from '@tensorflow/tfjs';
import {checkNumbers, checkOptions} from '../../base/arguments.ts';
import {permutation, randomStream} from '../../base/random.ts';
import {type Point, toPoint} from '../scan/weights.ts';
import {onCopy, permuted, rescaled} from './move-units.ts';
import {unitGroups} from './unit-groups.ts';

export interface SymmetricCopyOptions {
  /** A chain of dense and convolutional layers; left as it is. */
  model: tf.LayersModel;
  /** In the order of `model.getWeights()`, which is the default. */
  weights?: Point;
  /** Default 0. */
  seed?: number;
  /** Units are rescaled by factors from 1 / scale to scale, >= 1, where their activation allows it; default 2, 1 for none. */
  scale?: number;
}

/**
 * Draws other weights that give the same outputs: the units of every hidden layer in random order and rescaled.
 *
 * @param given a model, or options: `model`; `weights`, default those of the model; `seed` (0); `scale` (2): log s is uniform in [-log scale, log scale]
 * @returns new weights for `model.setWeights`; the caller disposes them
 * @throws RangeError as `permuteUnits` does
 * @example
 * const model = mlp({widths: [300, 100], seed: 1});
 * const copy = symmetricCopy({model, seed: 7});
 */
export function symmetricCopy(given: SymmetricCopyOptions | tf.LayersModel): tf.Tensor[] {
  const options = given instanceof tf.LayersModel ? {model: given} : given;
  checkOptions('symmetricCopy', options, ['model', 'weights', 'seed', 'scale']);
  const {model, seed = 0, scale = 2} = options;
  checkNumbers('symmetricCopy', {seed}, {});
  checkNumbers('symmetricCopy', {scale}, {from: 1});
  const groups = unitGroups('symmetricCopy', model);
  const weights = toPoint('symmetricCopy', 'weights', options.weights ?? model, model.getWeights());
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
