import * as tf from '@tensorflow/tfjs';

/**
 * The greatest output of each unit of ReLU layers over the examples of a probe, inside tf.tidy; see {@link deadFraction}.
 *
 * A unit is an index of the last axis; a unit of a convolution is dead when it is zero at every position of every example.
 *
 * @param model with one input
 * @param x the probe, examples in the first axis
 * @param outputs names of the symbolic tensors that hold the outputs of the ReLUs
 * @returns a tensor for each of `outputs`, in their order
 */
export function greatestOutputs(model: tf.LayersModel, x: tf.Tensor, outputs: readonly string[]): tf.Tensor[] {
  if (outputs.length === 0) return [];
  const values = model.execute([x], [...outputs]) as tf.Tensor[];
  return values.map((value) => {
    const axes = value.shape.slice(0, -1).map((_, axis) => axis);
    return tf.max(value, axes);
  });
}

/** The fraction of units that are zero for every example, of their greatest outputs. */
export function deadFraction(greatest: Float32Array): number {
  return greatest.filter((unit) => unit <= 0).length / greatest.length;
}
