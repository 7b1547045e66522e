import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import {option, type OptionsOf, readValues} from '../../base/options.ts';
import {isLayerLike} from '../../base/other-copy.ts';
import {topEigenvalues, type TopEigenvaluesOptions} from '../../curvature/index.ts';
import {asModel} from '../scan/weights.ts';
import type {Plane} from './plane-types.ts';

const eigenvectorTable = {
  model: option(asModel, 'whose weights the plane goes through; directions go along its trainable weights'),
  which: option(
    (owner, name, received: readonly [number, number]) => {
      const [first, second] = received;
      const isPlace = (k: number): boolean => Number.isSafeInteger(k) && k >= 0;
      if (received.every(isPlace) && received.length === 2 && first !== second) return received;
      throw new RangeError(
        `${owner}: ${name} must be two different places among the eigenvalues such as [0, 1], received ${show(received)}`,
      );
    },
    [0, 1],
    'places of the two directions among the eigenvalues from the largest down',
  ),
};

/** Options of {@link eigenvectorPlane}: its own, and what else `topEigenvalues` takes. */
export interface EigenvectorPlaneOptions
  extends Omit<TopEigenvaluesOptions, 'variables' | 'k' | 'vectors' | 'operator'>, OptionsOf<typeof eigenvectorTable> {}

/** Cuts a flat vector into tensors of the shapes of the weights; zeros for those that are not trained. */
function vectorToWeights(model: tf.LayersModel, vector: ArrayLike<number>): tf.Tensor[] {
  const flat = Float32Array.from(vector);
  const parts = new Map<object, tf.Tensor>();
  let at = 0;
  for (const weight of model.trainableWeights) {
    const shape = weight.shape as number[];
    const size = shape.reduce((product, each) => product * each, 1);
    parts.set(weight, tf.tensor(flat.slice(at, at + size), shape));
    at += size;
  }
  return model.weights.map((weight) => parts.get(weight) ?? tf.zeros(weight.shape as number[]));
}

/**
 * The plane through the weights of a model along two eigenvectors of the Hessian of its loss, by default those of the two largest
 * eigenvalues: along them the loss is curved most, value / 2 times the square of the coordinate near the origin.
 *
 * @param options see {@link EigenvectorPlaneOptions}
 * @returns the weights as origin, two unit directions and their eigenvalues with residuals; the caller disposes the tensors
 * @throws what `topEigenvalues` throws
 * @example
 * const {origin, directions, values} = await eigenvectorPlane({model, data: {x, y}, seed: 1});
 */
export async function eigenvectorPlane(
  options: EigenvectorPlaneOptions,
): Promise<Plane & {readonly values: readonly [number, number]; readonly residuals: readonly [number, number]}> {
  if (isLayerLike(options)) {
    throw new TypeError('eigenvectorPlane: takes one object: eigenvectorPlane({model, data: {x, y}})');
  }
  const {model: _model, which: _which, ...probe} = options;
  const {model, which} = readValues('eigenvectorPlane', eigenvectorTable, options);
  const [first, second] = which;
  const found = await topEigenvalues({...probe, variables: model, k: Math.max(...which) + 1, vectors: true});
  const directions: [tf.Tensor[], tf.Tensor[]] = [
    vectorToWeights(model, found.vectors![first]!),
    vectorToWeights(model, found.vectors![second]!),
  ];
  return {
    origin: model.getWeights().map((weight) => tf.clone(weight)),
    directions,
    // They have length 1.
    cosine: found.vectors![first]!.reduce((sum, value, i) => sum + value * found.vectors![second]![i]!, 0),
    values: [found.values[first]!, found.values[second]!],
    residuals: [found.residuals[first]!, found.residuals[second]!],
  };
}
