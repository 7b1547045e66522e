import * as tf from '@tensorflow/tfjs';

/**
 * The fraction of units of ReLU layers that are zero for every example of a probe.
 *
 * A unit is an index of the last axis; a unit of a convolution is dead when it is zero at every position of every example.
 *
 * @param model with one input
 * @param x the probe, examples in the first axis
 * @param outputs names of the symbolic tensors that hold the outputs of the ReLUs
 * @returns the fractions in the order of `outputs`
 */
export function deadFractions(model: tf.LayersModel, x: tf.Tensor, outputs: readonly string[]): number[] {
  if (outputs.length === 0) return [];
  return tf.tidy(() => {
    const values = model.execute([x], [...outputs]) as tf.Tensor[];
    return values.map((value) => {
      const axes = value.shape.slice(0, -1).map((_, axis) => axis);
      const largest = tf.max(value, axes).dataSync();
      return largest.filter((unit) => unit <= 0).length / largest.length;
    });
  });
}
