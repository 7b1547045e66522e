import * as tf from '@tensorflow/tfjs';
import type {Coefficient} from '../../lib/update/index.ts';

/**
 * Moves an exponential average towards a new value.
 *
 * `average <- decay average + gain value`, with gain = 1 - decay
 *
 * Where decay is 0 the old average is forgotten, even one that overflowed to infinity.
 *
 * @param average of the shape of value
 * @param value the newest value
 * @param decay share of the old average that stays, in [0, 1)
 * @param gain share of the new value
 * @example
 * const {decay, gain} = toCoefficients({decay: 0.5, gain: 0.5});
 * movingAverage(tf.scalar(1), tf.scalar(3), decay, gain); // 2
 */
export function movingAverage(average: tf.Tensor, value: tf.Tensor, decay: Coefficient, gain: Coefficient): tf.Tensor {
  const added = tf.mul(value, gain.scalar);
  return decay.isZero ? added : tf.add(tf.mul(average, decay.scalar), added);
}

/**
 * The same for values that never overflow, as gradients themselves: nothing depends on whether decay is 0, so that an equation
 * has fewer forms.
 *
 * @example
 * const {decay, gain} = toCoefficients({decay: 0.5, gain: 0.5});
 * finiteAverage(tf.scalar(1), tf.scalar(3), decay, gain); // 2
 */
export function finiteAverage(average: tf.Tensor, value: tf.Tensor, decay: Coefficient, gain: Coefficient): tf.Tensor {
  return tf.add(tf.mul(average, decay.scalar), tf.mul(value, gain.scalar));
}

/**
 * Moves an exponential average and the variance around it towards a new value.
 *
 * `variance <- decay (variance + gain (value - mean)^2), mean <- decay mean + gain value`, with gain = 1 - decay
 *
 * Started at 0, the variance is the average of the squares less the square of the average, but it is never negative and
 * keeps its digits where the two are almost equal.
 *
 * @returns the new variance v and the new mean
 * @example
 * const {decay, gain} = toCoefficients({decay: 0.5, gain: 0.5});
 * movingVariance(tf.scalar(0), tf.scalar(0), tf.scalar(2), decay, gain); // v = 0.5 2^2 - 1^2 = 1, mean = 1
 */
export function movingVariance(
  variance: tf.Tensor,
  mean: tf.Tensor,
  value: tf.Tensor,
  decay: Coefficient,
  gain: Coefficient,
): {v: tf.Tensor; mean: tf.Tensor} {
  const squared = tf.square(tf.sub(value, mean));
  const v = decay.isZero ? tf.zerosLike(value) : tf.mul(tf.add(variance, tf.mul(squared, gain.scalar)), decay.scalar);
  return {v, mean: movingAverage(mean, value, decay, gain)};
}
