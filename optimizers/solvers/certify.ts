import * as tf from '@tensorflow/tfjs';
import {EigenvalueDecomposition, Matrix} from 'ml-matrix';
import {randomStream} from '../../lib/base/random.ts';
import {tidied} from '../../lib/base/tidied.ts';
import type {FlatLoss, Point} from './flat-loss.ts';
import {dot, replaced} from './vectors.ts';

/** What products of the Hessian say of a point whose gradient is small. */
export interface Certificate {
  /** How much lower the loss is at the end of `direction`, as the parabola there has it; a bound from below. */
  readonly decrement: number;
  /** Towards that end, or a direction in which the loss bends downwards. */
  readonly direction: tf.Tensor1D;
  readonly isSaddle: boolean;
}

/** Products for the step, and for a direction of negative curvature that the gradient does not show; as many for the whole Hessian. */
const most = {step: 20, long: 200, probe: 10, search: 60, whole: 30} as const;

/** Products that a look at a point takes at most where it is no minimum. */
export const certificateProducts = (size: number): number => (size <= most.whole ? size : most.step + most.probe);

/** Curvature below 0 by more than this, of the greatest seen, is none of rounding. */
const significant = 1e-4;

/** Curvature nearer to 0, of the greatest of the scaled Hessian, is not told from it. */
const resolved = 1e-6;

/**
 * Conjugate gradients on `H z = b` from 0; the vectors belong to the surrounding tf.tidy.
 *
 * @param goesOn whether to take one more step, from the number of steps and b' z / 2 after each of them
 * @param reach how far to go where the Hessian says nothing
 */
function solve(
  multiply: (vector: tf.Tensor1D) => tf.Tensor1D,
  b: tf.Tensor1D,
  goesOn: (steps: number, gains: readonly number[]) => boolean,
  reach: number,
): {z: tf.Tensor1D; negative: tf.Tensor1D | null} {
  let z: tf.Tensor = tf.zerosLike(b);
  let [r, p]: [tf.Tensor, tf.Tensor] = [tf.clone(b), tf.clone(b)];
  let rr = dot(r, r);
  const end = 1e-10 * rr;
  let greatest = 0;
  const gains = [0];
  for (let i = 0; rr > end && goesOn(i, gains); i++) {
    const hp = tf.tidy(() => multiply(p as tf.Tensor1D));
    const [php, pp] = [dot(p, hp), dot(p, p)];
    greatest = Math.max(greatest, Math.abs(php) / pp);
    if (php < -significant * greatest * pp) return {z: z as tf.Tensor1D, negative: p as tf.Tensor1D};
    if (!(php > 0)) {
      // Downhill in a straight line.
      z = tf.add(z, tf.mul(p, reach / Math.sqrt(pp)));
      break;
    }
    const alpha = rr / php;
    z = replaced(z, () => tf.add(z, tf.mul(p, alpha)));
    gains.push(gains.at(-1)! + (alpha * rr) / 2);
    r = replaced(r, () => tf.sub(r, tf.mul(hp, alpha)));
    hp.dispose();
    const next = dot(r, r);
    p = replaced(p, () => tf.add(r, tf.mul(p, next / rr)));
    rr = next;
  }
  return {z: z as tf.Tensor1D, negative: null};
}

/** The Hessian whole: its eigenvalues in float64, of coordinates in which its diagonal is 1. */
function whole(loss: FlatLoss, here: Point): Certificate {
  const size = here.x.size;
  const units = tf.unstack(tf.eye(size)) as tf.Tensor1D[];
  const products = tf.stack(units.map((unit) => loss.hessian(here, unit))).dataSync();
  const [x, g] = [here.x.dataSync(), here.gradient.dataSync()];
  const reach = Math.max(1, Math.hypot(...x));
  const along = (values: readonly number[]): tf.Tensor1D => tf.keep(tf.tensor1d([...values]));
  if (!products.every(Number.isFinite))
    return {decrement: Infinity, direction: along(Array.from(g, (c) => -c)), isSaddle: false};
  const rows = Array.from({length: size}, (_, i) => Array.from(products.subarray(i * size, (i + 1) * size)));
  const scales = rows.map((row, i) => {
    const curvature = Math.max(Math.abs(row[i]!), resolved * Math.max(...row.map(Math.abs)));
    return curvature > 0 ? 1 / Math.sqrt(curvature) : reach;
  });
  const scaled = rows.map((row, i) => row.map((entry, j) => ((entry + rows[j]![i]!) / 2) * scales[i]! * scales[j]!));
  const {realEigenvalues: values, eigenvectorMatrix} = new EigenvalueDecomposition(new Matrix(scaled), {
    assumeSymmetric: true,
  });
  const greatest = Math.max(...values.map(Math.abs));
  const least = Math.min(...values);
  const vector = (j: number): number[] => scales.map((scale, i) => scale * eigenvectorMatrix.get(i, j));
  const slopeOf = (direction: readonly number[]): number => direction.reduce((sum, c, i) => sum + c * g[i]!, 0);
  if (least < -significant * greatest) {
    const bent = vector(values.indexOf(least));
    // Downhill, or either way where the slope does not say.
    const length = (slopeOf(bent) > 0 ? -reach : reach) / Math.hypot(...bent);
    return {decrement: 0, direction: along(bent.map((c) => c * length)), isSaddle: true};
  }
  const z = scales.map(() => 0);
  let decrement = 0;
  for (const [j, value] of values.entries()) {
    const curvature = Math.max(value, resolved * greatest);
    const towards = vector(j);
    const slope = slopeOf(towards);
    if (slope === 0) continue;
    decrement += slope ** 2 / (2 * curvature);
    for (const [i, c] of towards.entries()) z[i]! -= (slope / curvature) * c;
  }
  return {decrement, direction: along(z.map((c) => (Number.isFinite(c) ? c : 0))), isSaddle: false};
}

/**
 * Looks with products of the Hessian whether a point with a small gradient is a minimum as far as float32 tells.
 *
 * `decrement = -g' z / 2` with `H z = -g` by conjugate gradients. A small gradient alone does not say how far the minimum is; and
 * where H has a negative eigenvalue the point is a saddle, which conjugate gradients on g or on a drawn vector meet.
 *
 * @param loss the variables are moved to the point
 * @param isLow whether so little is left to go down that it may be a minimum, so that it pays to look for a saddle
 * @returns the direction belongs to the caller
 */
export function certify(loss: FlatLoss, here: Point, isLow: (decrement: number) => boolean): Certificate {
  return tidied(() => {
    if (here.x.size <= most.whole) return whole(loss, here);
    const multiply = (vector: tf.Tensor1D): tf.Tensor1D => loss.hessian(here, vector);
    const size = here.x.size;
    const reach = Math.max(1, tf.norm(here.x).dataSync()[0]!);
    const budget = Math.min(most.long, loss.evaluations.gradient);
    // A minimum that it may be is looked at as long as the parabola still gets lower, at no more than the cost so far.
    const goesOn = (steps: number, gains: readonly number[]): boolean => {
      if (steps < most.step) return true;
      const gain = gains.at(-1)!;
      return steps < budget && isLow(gain) && gain - gains.at(-1 - most.probe)! > 0.02 * gain;
    };
    const {z, negative} = solve(multiply, tf.neg(here.gradient), goesOn, reach);
    const decrement = -dot(here.gradient, z) / 2;
    let bent = negative;
    if (bent === null && isLow(decrement)) {
      const random = randomStream(0, 'certify');
      const drawn = tf.tensor1d(Float32Array.from({length: size}, () => random.normal()));
      bent = solve(
        multiply,
        drawn,
        (steps) => steps < Math.max(most.probe, Math.min(most.search, loss.evaluations.gradient)),
        reach,
      ).negative;
    }
    if (bent === null) return {decrement, direction: tf.keep(z), isSaddle: false};
    // Downhill, or either way where the slope does not say.
    const way = dot(here.gradient, bent) > 0 ? tf.neg(bent) : bent;
    return {decrement, direction: tf.keep(way), isSaddle: true};
  });
}
