import * as tf from '@tensorflow/tfjs';
import {lower, type Lowering} from './lowering.ts';

interface Inputs {
  readonly x: tf.Tensor;
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
  readonly offset?: tf.Tensor;
  readonly scale?: tf.Tensor;
}

/**
 * Batch normalisation without scale or offset, which the engine cannot record, and with statistics that are not one for each channel:
 *
 * `y = (x - mean) / sqrt(variance + epsilon) scale + offset`
 */
export const batchNormalisation: Lowering = lower<Inputs, tf.FusedBatchNormAttrs>(
  tf.FusedBatchNorm,
  ({inputs: {x, mean, variance, offset, scale}, attributes: {varianceEpsilon}, taped}) => {
    if (!taped || (offset && scale && mean.rank === 1)) return undefined;
    const deviation = tf.rsqrt(tf.add(variance, varianceEpsilon));
    const scaled = tf.mul(tf.sub(x, mean), scale ? tf.mul(deviation, scale) : deviation);
    return offset ? tf.add(scaled, offset) : scaled;
  },
);
