import * as tf from '@tensorflow/tfjs';

/**
 * Takes out of a step what the gradient of the moment speaks against, and makes the rest longer for it.
 *
 * `step <- step mask n / (sum mask + 1)`, where mask is 1 where `step g < 0`, and n the number of elements
 *
 * The scale is that of the paper and of pytorch_optimizer; timm divides by the mean of the mask, at least 0.001.
 *
 * Reference: Liang et al., Cautious optimizers: improving training with one line of code, 2024.
 *
 * @param value from which the step goes
 * @param next where it leads
 * @returns where the cautious step leads
 */
export function cautiously(value: tf.Tensor, gradient: tf.Tensor, next: tf.Tensor): tf.Tensor {
  const step = tf.sub(next, value);
  const mask = tf.cast(tf.less(tf.mul(step, gradient), 0), 'float32');
  const scale = tf.div(value.size, tf.add(tf.sum(mask), 1));
  return tf.add(value, tf.mul(tf.mul(step, mask), scale));
}
