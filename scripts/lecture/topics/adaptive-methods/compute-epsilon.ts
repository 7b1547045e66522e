import {adagrad, adam, rmsprop} from '../../../../optimizers/index.ts';
import type * as tf from '@tensorflow/tfjs';
import type {Examples} from '../../../../lib/training/index.ts';
import {lastLoss, trainSmall} from '../../frame/small-digits.ts';

/** First steps of Adagrad at rate 1: g / (|g| + epsilon), and g / sqrt(g^2 + epsilon). */
export const firstStepBy = (g: number, epsilon: number): {outside: number; inside: number} => ({
  outside: g / (Math.abs(g) + epsilon),
  inside: g / Math.sqrt(g * g + epsilon),
});

const makers = {
  adagrad: (epsilon: number, epsilonInside: boolean): tf.Optimizer => adagrad(0.1, {epsilon, epsilonInside}),
  rmsprop: (epsilon: number, epsilonInside: boolean): tf.Optimizer => rmsprop(0.01, {epsilon, epsilonInside}),
  adam: (epsilon: number, epsilonInside: boolean): tf.Optimizer => adam(0.02, {epsilon, epsilonInside}),
};

/** Last losses of a short training on digits with epsilon outside and inside, by rule. */
export function lossesBy(
  digits: Examples,
  epsilon: number,
  {updates, seed}: {updates: number; seed: number},
): Record<keyof typeof makers, {outside: number; inside: number}> {
  const loss = (rule: keyof typeof makers, isInside: boolean): number =>
    lastLoss(trainSmall(digits, {optimizer: makers[rule](epsilon, isInside), updates, seed}));
  const both = (rule: keyof typeof makers) => ({outside: loss(rule, false), inside: loss(rule, true)});
  return {adagrad: both('adagrad'), rmsprop: both('rmsprop'), adam: both('adam')};
}
