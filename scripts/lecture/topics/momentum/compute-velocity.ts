import * as tf from '@tensorflow/tfjs';
import {momentum} from '../../../../optimizers/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {trainSmall} from '../../frame/small-digits.ts';
import {dot, norm, type Vector} from '../../frame/vectors.ts';

/** Velocities v <- a v - rate g for given gradients, from rest. */
export function velocities(gradients: Vector, a: number, rate: number): number[] {
  let v = 0;
  return gradients.map((g) => (v = a * v - rate * g));
}

/** The first update after which a constant gradient has given the velocity so great a share of its terminal one. */
export function updatesUntil(share: number, a: number): number {
  const terminal = 1 / (1 - a);
  let speed = 0;
  let t = 0;
  while (speed < share * terminal * (1 - 1e-12)) {
    speed = a * speed + 1;
    t++;
  }
  return t;
}

/** The steps that `momentum` of the library takes where the gradient is g everywhere (float32). */
export function libraryVelocities(g: number, a: number, rate: number, updates: number): number[] {
  const w = tf.tidy(() => tf.variable(tf.scalar(0)));
  const optimizer = momentum(rate, {momentum: a});
  const places = Array.from({length: updates}, () => {
    optimizer.minimize(() => w.mul(g).asScalar(), false, [w]);
    return w.dataSync()[0]!;
  });
  w.dispose();
  optimizer.dispose();
  return places.map((place, k) => place - (places[k - 1] ?? 0));
}

/** What each of the last gradients contributes to the velocity, the newest first, measured by one gradient of 1 alone. */
export function contributions(a: number, gain: number, updates: number): number[] {
  return Array.from({length: updates}, (_, age) => {
    let v = 0;
    for (let k = 0; k < updates; k++) v = a * v + (k === updates - 1 - age ? gain : 0);
    return v;
  });
}

/** For each update of a small network: the cosine between the negative gradient and the velocity before it, and how much faster it goes. */
export function agreement(
  digits: Examples,
  {rate, a, updates, seed}: {rate: number; a: number; updates: number; seed: number},
): {cosines: number[]; growth: number[]} {
  let before: number[] | null = null;
  const steps: number[][] = [];
  trainSmall(digits, {
    optimizer: momentum(rate, {momentum: a}),
    updates,
    seed,
    onUpdate(_, variables) {
      const now = variables.flatMap((variable) => Array.from(variable.dataSync()));
      if (before !== null) steps.push(now.map((value, i) => value - before![i]!));
      before = now;
    },
  });
  // v_t = a v_(t-1) - rate g_t, so that the gradient is what the step adds to the kept share of the last one.
  const pairs = steps.slice(1).map((step, k) => {
    const last = steps[k]!;
    const pull = step.map((value, i) => value - a * last[i]!);
    return {cosine: dot(pull, last) / (norm(pull) * norm(last)), growth: norm(step) / norm(last)};
  });
  return {cosines: pairs.map(({cosine}) => cosine), growth: pairs.map(({growth}) => growth)};
}

export const mean = (list: Vector): number => list.reduce((sum, value) => sum + value, 0) / list.length;

/** Pearson's correlation of two lists. */
export function correlation(a: Vector, b: Vector): number {
  const centred = (list: Vector) => {
    const middle = mean(list);
    return list.map((value) => value - middle);
  };
  const [x, y] = [centred(a), centred(b)];
  return dot(x, y) / (norm(x) * norm(y));
}
