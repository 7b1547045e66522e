import * as tf from '@tensorflow/tfjs';
import {gradientRule} from '../scope/gradient-rule.ts';

/** y = (x - mean) / sqrt(variance + eps) * scale + offset, with one number for each channel. */
export const batchNormalisation = gradientRule<tf.FusedBatchNormAttrs>(
  tf.FusedBatchNorm,
  ['x', 'mean', 'variance', 'scale'],
  (dy, [x, mean, variance, scale], {varianceEpsilon}) => {
    const widened = tf.add(variance!, varianceEpsilon);
    const deviation = tf.rsqrt(widened);
    const gain = tf.mul(deviation, scale!);
    const perChannel = (value: tf.Tensor): tf.Tensor => tf.sum(value, [0, 1, 2]);
    const projected = (): tf.Tensor => perChannel(tf.mul(dy, tf.sub(x!, mean!)));
    return {
      x: () => tf.mul(dy, gain),
      mean: () => tf.neg(tf.mul(perChannel(dy), gain)),
      variance: () => tf.mul(tf.div(tf.mul(projected(), gain), widened), -0.5),
      scale: () => tf.mul(projected(), deviation),
      offset: () => perChannel(dy),
    };
  },
);

/** Sums over the channels within `radius` of each, as a product with a band of ones. */
function neighbourhood(x: tf.Tensor, radius: number): tf.Tensor {
  const channels = x.shape.at(-1)!;
  const isNear = Array.from({length: channels}, (_, i) =>
    Array.from({length: channels}, (_, j) => Number(Math.abs(i - j) <= radius)),
  );
  const rows = tf.reshape(x, [x.size / channels, channels]);
  return tf.reshape(tf.matMul(rows as tf.Tensor2D, tf.tensor2d(isNear)), x.shape);
}

/**
 * y = x n^-beta, n = bias + alpha S x^2, S the sum over neighbouring channels, which is its own transpose.
 *
 * dx = dy n^-beta - 2 alpha beta x S(dy x n^(-beta - 1))
 */
export const localResponseNormalisation = gradientRule<tf.LRNAttrs>(
  tf.LRN,
  ['x'],
  (dy, [x], {depthRadius, bias, alpha, beta}) => ({
    x: () => {
      const n = tf.add(tf.mul(neighbourhood(tf.square(x!), depthRadius), alpha), bias);
      const direct = tf.mul(dy, tf.pow(n, -beta));
      const shared = neighbourhood(tf.mul(tf.mul(dy, x!), tf.pow(n, -beta - 1)), depthRadius);
      return tf.sub(direct, tf.mul(tf.mul(x!, shared), 2 * alpha * beta));
    },
  }),
);
