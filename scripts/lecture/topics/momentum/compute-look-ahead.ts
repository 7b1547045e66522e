import * as tf from '@tensorflow/tfjs';
import {nesterov} from '../../../../optimizers/index.ts';
import type {Vector} from '../../frame/vectors.ts';
import {descend, swing, travel} from './compute-descent.ts';

/** Points of the library's `nesterov` on f = sum c_i x_i^2 / 2 (float32). */
export function libraryNesterov(
  form: 'lookahead' | 'reformulated',
  curvatures: Vector,
  start: Vector,
  {rate, beta, steps}: {rate: number; beta: number; steps: number},
): Vector[] {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([...start])));
  const optimizer = nesterov(rate, {momentum: beta, form});
  const loss = (): tf.Scalar =>
    w
      .square()
      .mul([...curvatures])
      .sum()
      .div(2)
      .asScalar();
  const points = Array.from({length: steps}, () => {
    optimizer.minimize(loss, false, [w]);
    return Array.from(w.dataSync());
  });
  w.dispose();
  optimizer.dispose();
  return [start, ...points];
}

/** One step of both rules from w with velocity v: where the gradient is taken, and where the step ends. */
export function oneStep(
  curvatures: Vector,
  {w, v, rate, beta}: {w: Vector; v: Vector; rate: number; beta: number},
): Record<'ahead' | 'momentum' | 'nesterov', Vector> {
  const ahead = w.map((value, i) => value + beta * v[i]!);
  const from = (at: Vector): Vector => ahead.map((value, i) => value - rate * curvatures[i]! * at[i]!);
  return {ahead, momentum: from(w), nesterov: from(ahead)};
}

/** Where v <- a v - rate grad f(w + shift) comes to rest on f = w^2 / 2, with a shift that does not depend on v. */
export function restWithShift(shift: number, {a, rate, start}: {a: number; rate: number; start: number}): number {
  let [w, v] = [start, 0];
  for (let k = 0; k < 2000; k++) {
    v = a * v - rate * (w + shift);
    w += v;
  }
  return w;
}

/**
 * Swing and way across the valley by Nesterov's rule, over those by plain momentum: below 1 the look-ahead is better. Rates are in
 * units of 1 / curvature; 1e9 stands for what is greater.
 */
export function sideways(betas: Vector, rates: Vector): {swings: number[][]; ways: number[][]} {
  const ratio = (measure: typeof swing, beta: number, rate: number): number => {
    const of = (form: 'classical' | 'nesterov') => measure(descend(form, [1], [1], {rate, beta, steps: 300}), 0);
    return Math.min(1e9, of('nesterov') / of('classical'));
  };
  const table = (measure: typeof swing) => betas.map((beta) => rates.map((rate) => ratio(measure, beta, rate)));
  return {swings: table(swing), ways: table(travel)};
}
