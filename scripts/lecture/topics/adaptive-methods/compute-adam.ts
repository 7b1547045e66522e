import * as tf from '@tensorflow/tfjs';
import {adagrad, adam, momentum, rmsprop, sgd} from '../../../../optimizers/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {lastLoss, trainSmall} from '../../frame/small-digits.ts';
import type {Vector} from '../../frame/vectors.ts';

/** How the slips of the notes change Adam. */
export type AdamSlip = 's from r' | 'r-hat by beta1' | 'no square';

/** The moments of Adam, and the steps at rate 1, for given gradients. */
export interface AdamSteps {
  readonly s: number[];
  readonly r: number[];
  readonly steps: number[];
}

/**
 * s <- b1 s + (1 - b1) g, r <- b2 r + (1 - b2) g^2, step = (s / (1 - b1^t)) / sqrt(r / (1 - b2^t)); without correction s / sqrt(r)
 *
 * @param slip writes one part as the notes print it: s from the last r, r divided by 1 - b1^t, or g in place of g^2
 */
export function adamSteps(
  gradients: Vector,
  {
    beta1 = 0.9,
    beta2 = 0.999,
    isCorrected = true,
    slip,
  }: {
    beta1?: number;
    beta2?: number;
    isCorrected?: boolean;
    slip?: AdamSlip;
  } = {},
): AdamSteps {
  let [s, r] = [0, 0];
  const made: AdamSteps = {s: [], r: [], steps: []};
  for (const [k, g] of gradients.entries()) {
    s = beta1 * (slip === 's from r' ? r : s) + (1 - beta1) * g;
    r = beta2 * r + (1 - beta2) * (slip === 'no square' ? g : g * g);
    const share1 = isCorrected ? 1 - beta1 ** (k + 1) : 1;
    const share2 = isCorrected ? 1 - (slip === 'r-hat by beta1' ? beta1 : beta2) ** (k + 1) : 1;
    made.s.push(s);
    made.r.push(r);
    made.steps.push(s / share1 / Math.sqrt(r / share2));
  }
  return made;
}

/** The first steps of the library's `adam` at rate 1, where the gradient is 1 everywhere (float32). */
export function librarySteps(
  updates: number,
  options: {beta1: number; beta2: number; biasCorrection: boolean},
): number[] {
  const w = tf.tidy(() => tf.variable(tf.scalar(0)));
  const optimizer = adam(1, {...options, epsilon: 0});
  const places = Array.from({length: updates}, () => {
    optimizer.minimize(() => w.mul(1).asScalar(), false, [w]);
    return w.dataSync()[0]!;
  });
  w.dispose();
  optimizer.dispose();
  return places.map((place, k) => (places[k - 1] ?? 0) - place);
}

/** Weights after a training on digits, by two optimizers from the same start: the greatest difference. */
export function weightsApart(digits: Examples, pair: readonly [tf.Optimizer, tf.Optimizer], updates: number): number {
  const [a, b] = pair.map((optimizer) => {
    let weights: number[] = [];
    trainSmall(digits, {
      optimizer,
      updates,
      seed: 1,
      onUpdate: (_, variables) => (weights = variables.flatMap((variable) => Array.from(variable.dataSync()))),
    });
    return weights;
  });
  return Math.max(...a!.map((value, i) => Math.abs(value - b![i]!)));
}

/** Rules of the comparison of robustness: each with its choices beside the rate. */
export const families = (beta1s: Vector, beta2s: Vector): Record<string, ((rate: number) => tf.Optimizer)[]> => ({
  sgd: [(rate) => sgd(rate)],
  momentum: beta1s.filter((b) => b > 0).map((b) => (rate: number) => momentum(rate, {momentum: b})),
  adagrad: [(rate) => adagrad(rate)],
  rmsprop: beta2s.map((rho) => (rate: number) => rmsprop(rate, {rho})),
  adam: beta1s.flatMap((beta1) => beta2s.map((beta2) => (rate: number) => adam(rate, {beta1, beta2}))),
});

/** The last losses of short trainings on digits: a row for each choice, a column for each rate; 1e6 at most. */
export const lossGrid = (
  digits: Examples,
  choices: readonly ((rate: number) => tf.Optimizer)[],
  {rates, updates, seed}: {rates: Vector; updates: number; seed: number},
): number[][] =>
  choices.map((create) =>
    rates.map((rate) => Math.min(1e6, lastLoss(trainSmall(digits, {optimizer: create(rate), updates, seed})))),
  );
