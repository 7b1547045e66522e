import * as tf from '@tensorflow/tfjs';
import {readOptions} from '../../base/options.ts';
import {type DirectionOptions, directionTable, filterNormalizedDirection} from './filter-normalized.ts';
import {modelOrOptions, pointTensors} from '../scan/weights.ts';
import type {Plane} from './plane-types.ts';
import {cosineOf} from './project.ts';
import {checkReadsAtOnce} from '../../base/read.ts';

/**
 * A plane through weights along two random directions that are normalised filter by filter; in high dimensions they are nearly at
 * right angles, and `cosine` tells how nearly.
 *
 * @param given a model, or options: see {@link DirectionOptions}; the two directions are drawn from `seed` and `seed + 0.5`
 * @returns origin and directions, to scan with `plane`; the caller disposes their tensors
 * @throws TypeError, RangeError as `filterNormalizedDirection` does
 * @example
 * const model = mlp({widths: [8], seed: 1});
 * const {origin, directions, cosine} = randomPlane({model, seed: 7});
 */
export function randomPlane(given: DirectionOptions | tf.LayersModel): Plane {
  checkReadsAtOnce('randomPlane');
  const options = modelOrOptions(given);
  const {seed} = readOptions('randomPlane', directionTable, options);
  const first = filterNormalizedDirection(options);
  const second = filterNormalizedDirection({...options, seed: seed + 0.5});
  const weights = pointTensors('randomPlane', 'weights', (options.weights ?? options.model)!);
  return {
    origin: weights.map((weight) => tf.clone(weight)),
    directions: [first, second],
    cosine: cosineOf(first, second),
  };
}
