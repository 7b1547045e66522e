import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import {difference, innerProduct, pointNorm} from '../measures/distance.ts';
import {type Point, pointTensors, toPoint} from '../scan/weights.ts';
import type {Plane, PlanePoint} from './plane-types.ts';
import {projectPoint} from './project.ts';
import {checkReadsAtOnce} from '../../base/read.ts';

/**
 * The plane through three points of weight space. The first is its origin, the second lies at (1, 0), and both axes have the
 * length from the first to the second, at right angles.
 *
 * u = b - a, v = |u| w / |w|, w = (c - a) - ((c - a)'u / u'u) u
 *
 * @param points a, b, c: each a tensor for every weight, or a model
 * @returns origin, directions, and where the three points lie; the caller disposes the tensors
 * @throws RangeError for points on one line, and where shapes differ
 * @example
 * const [a, b, c] = [1, 2, 3].map((seed) => mlp({widths: [8], seed}).getWeights());
 * const {origin, directions, points} = threePointPlane([a, b, c]);
 */
export function threePointPlane(
  points: readonly [Point, Point, Point],
): Plane & {readonly points: readonly PlanePoint[]} {
  checkReadsAtOnce('threePointPlane');
  if (!Array.isArray(points) || points.length !== 3) {
    throw new RangeError(`threePointPlane: points must be three lists of tensors, or models, received ${show(points)}`);
  }
  const a = pointTensors('threePointPlane', 'points[0]', points[0]);
  const [b, c] = [1, 2].map((i) => toPoint('threePointPlane', `points[${i}]`, points[i], a)) as [
    readonly tf.Tensor[],
    readonly tf.Tensor[],
  ];
  const [u, step] = [difference(b, a), difference(c, a)];
  const share = innerProduct(step, u) / innerProduct(u, u);
  const rest = step.map((tensor, i) => tf.tidy(() => tf.sub(tensor, tf.mul(u[i]!, share))));
  const [lengthU, lengthRest, lengthStep] = [pointNorm(u), pointNorm(rest), pointNorm(step)];
  tf.dispose(step);
  if (!(lengthU > 0 && lengthRest > 1e-5 * lengthStep)) {
    tf.dispose([u, rest]);
    throw new RangeError('threePointPlane: points must be three different ones that are not on one line');
  }
  const v = rest.map((tensor) => tf.mul(tensor, lengthU / lengthRest));
  tf.dispose(rest);
  const plane = {origin: a.map((tensor) => tf.clone(tensor)), directions: [u, v] as const};
  return {
    ...plane,
    directions: [u, v],
    cosine: 0,
    points: [a, b, c].map((point, i) => projectPoint(plane as never, point, `point ${i + 1}`)),
  };
}
