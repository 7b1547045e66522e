import * as tf from '@tensorflow/tfjs';
import {difference, innerProduct} from '../measures/distance.ts';
import {type Point, toPoint} from '../scan/weights.ts';
import type {Plane, PlanePoint} from './plane-types.ts';
import {checkReadsAtOnce} from '../../base/read.ts';

/** The cosine of the angle between two directions; 0 where one of them is zero. */
export function cosineOf(a: readonly tf.Tensor[], b: readonly tf.Tensor[]): number {
  const lengths = Math.sqrt(innerProduct(a, a) * innerProduct(b, b));
  return lengths === 0 ? 0 : innerProduct(a, b) / lengths;
}

/**
 * The point of a plane that is nearest to a point of weight space, by least squares, so that the directions need be neither unit
 * vectors nor at right angles.
 *
 * (D'D) [x, y] = D' (theta - origin)
 *
 * @param plane origin and directions
 * @param point tensors of the same shapes, or a model
 * @param name of the point
 * @throws TypeError, RangeError where shapes differ, and for directions that span no plane
 */
export function projectPoint(
  {origin, directions: [u, v]}: Pick<Plane, 'origin' | 'directions'>,
  point: Point,
  name = '',
): PlanePoint {
  checkReadsAtOnce('projectPoint');
  const step = difference(toPoint('projectPoint', 'point', point, origin), origin);
  const [uu, uv, vv] = [innerProduct(u, u), innerProduct(u, v), innerProduct(v, v)];
  const [us, vs] = [innerProduct(u, step), innerProduct(v, step)];
  const determinant = uu * vv - uv * uv;
  if (!(determinant > 1e-12 * uu * vv)) {
    tf.dispose(step);
    throw new RangeError('projectPoint: directions must span a plane, received two that are parallel or zero');
  }
  const x = (vv * us - uv * vs) / determinant;
  const y = (uu * vs - uv * us) / determinant;
  const rest = step.map((tensor, i) => tf.tidy(() => tf.sub(tensor, tf.add(tf.mul(u[i]!, x), tf.mul(v[i]!, y)))));
  const distance = Math.sqrt(innerProduct(rest, rest));
  tf.dispose([step, rest]);
  return {name, x, y, distance};
}
