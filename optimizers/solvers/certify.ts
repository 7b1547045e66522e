import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../lib/base/random.ts';
import {kept, type Reading} from '../../lib/base/reading.ts';
import type {FlatLoss, Point} from './flat-loss.ts';
import {dot, Held, inner, numbersOf} from './vectors.ts';
import type {wholeHessian} from './whole-hessian.ts';

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

/** What looks at a small Hessian whole, loaded where the loss is of so few weights. */
export type LookAtWhole = typeof wholeHessian;

/** Loads what `certify` needs for as many weights; most losses do without its eigenvalues. */
export async function lookAtWhole(size: number): Promise<LookAtWhole | null> {
  return size <= most.whole ? (await import('./whole-hessian.ts')).wholeHessian : null;
}

/** The Hessian whole. */
function* whole(loss: FlatLoss, here: Point, look: LookAtWhole): Reading<Certificate> {
  const {size} = here.x;
  // One read of all: the rows, the point, the gradient.
  const numbers = yield kept(() => {
    const units = tf.unstack(tf.eye(size)) as tf.Tensor1D[];
    return [tf.stack([...units.map((unit) => loss.hessian(here, unit)), here.x, here.gradient])];
  })[0]!;
  const row = (i: number): Float32Array => numbers.subarray(i * size, (i + 1) * size);
  const {direction, ...rest} = look(numbers.subarray(0, size * size), row(size), row(size + 1), significant);
  return {...rest, direction: kept(() => [tf.tensor1d([...direction])])[0]!};
}

/**
 * Conjugate gradients on `H z = b` from 0; the vectors are held.
 *
 * @param goesOn whether to take one more step, from the number of steps and b' z / 2 after each of them
 * @param reach how far to go where the Hessian says nothing
 */
function* solve(
  multiply: (vector: tf.Tensor1D) => tf.Tensor1D,
  b: tf.Tensor1D,
  goesOn: (steps: number, gains: readonly number[]) => boolean,
  reach: number,
  held: Held,
): Reading<{z: tf.Tensor1D; negative: tf.Tensor1D | null}> {
  let z = held.make(() => tf.zerosLike(b));
  let r = held.make(() => tf.clone(b));
  let p = held.make(() => tf.clone(b));
  let rr = yield* dot(r, r);
  const end = 1e-10 * rr;
  let greatest = 0;
  const gains = [0];
  for (let i = 0; rr > end && goesOn(i, gains); i++) {
    const hp = held.make(() => multiply(p));
    const [php, pp] = (yield* numbersOf(() => [inner(p, hp), inner(p, p)])) as [number, number];
    greatest = Math.max(greatest, Math.abs(php) / pp);
    if (php < -significant * greatest * pp) return {z, negative: p};
    if (!(php > 0)) {
      // Downhill in a straight line.
      z = held.replace(z, () => tf.add(z, tf.mul(p, reach / Math.sqrt(pp))));
      break;
    }
    const alpha = rr / php;
    z = held.replace(z, () => tf.add(z, tf.mul(p, alpha)));
    gains.push(gains.at(-1)! + (alpha * rr) / 2);
    r = held.replace(r, () => tf.sub(r, tf.mul(hp, alpha)));
    held.free(hp);
    const next = yield* dot(r, r);
    p = held.replace(p, () => tf.add(r, tf.mul(p, next / rr)));
    rr = next;
  }
  held.free(r);
  held.free(p);
  return {z, negative: null};
}

/**
 * Looks with products of the Hessian whether a point with a small gradient is a minimum as far as float32 tells.
 *
 * `decrement = -g' z / 2` with `H z = -g` by conjugate gradients. A small gradient alone does not say how far the minimum is; and
 * where H has a negative eigenvalue the point is a saddle, which conjugate gradients on g or on a drawn vector meet.
 *
 * @param loss the variables are moved to the point
 * @param isLow whether so little is left to go down that it may be a minimum, so that it pays to look for a saddle
 * @param look what `lookAtWhole` gives for as many weights
 * @returns the direction belongs to the caller
 */
export function* certify(
  loss: FlatLoss,
  here: Point,
  isLow: (decrement: number) => boolean,
  look: LookAtWhole | null,
): Reading<Certificate> {
  if (look !== null) return yield* whole(loss, here, look);
  const held = new Held();
  try {
    return yield* byProducts(loss, here, isLow, held);
  } finally {
    held.dispose();
  }
}

function* byProducts(
  loss: FlatLoss,
  here: Point,
  isLow: (decrement: number) => boolean,
  held: Held,
): Reading<Certificate> {
  const multiply = (vector: tf.Tensor1D): tf.Tensor1D => loss.hessian(here, vector);
  const {size} = here.x;
  const [length] = (yield* numbersOf(() => [tf.norm(here.x)])) as [number];
  const reach = Math.max(1, length);
  const budget = Math.min(most.long, loss.evaluations.gradient);
  // A minimum that it may be is looked at as long as the parabola still gets lower, at no more than the cost so far.
  const goesOn = (steps: number, gains: readonly number[]): boolean => {
    if (steps < most.step) return true;
    const gain = gains.at(-1)!;
    return steps < budget && isLow(gain) && gain - gains.at(-1 - most.probe)! > 0.02 * gain;
  };
  const down = held.make(() => tf.neg(here.gradient));
  const {z, negative} = yield* solve(multiply, down, goesOn, reach, held);
  const decrement = -(yield* dot(here.gradient, z)) / 2;
  let bent = negative;
  if (bent === null && isLow(decrement)) {
    const random = randomStream(0, 'certify');
    const drawn = held.make(() => tf.tensor1d(Float32Array.from({length: size}, () => random.normal())));
    const steps = Math.max(most.probe, Math.min(most.search, loss.evaluations.gradient));
    bent = (yield* solve(multiply, drawn, (i) => i < steps, reach, held)).negative;
  }
  if (bent === null) return {decrement, direction: held.release(z), isSaddle: false};
  // Downhill, or either way where the slope does not say.
  const isUphill = (yield* dot(here.gradient, bent)) > 0;
  const way = isUphill ? held.make(() => tf.neg(bent)) : bent;
  return {decrement, direction: held.release(way), isSaddle: true};
}
