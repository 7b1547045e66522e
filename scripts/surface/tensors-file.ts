import * as tf from '@tensorflow/tfjs';
import {loadCheckpoint, saveCheckpoint} from '../../lib/training/files/index.ts';

/** Keeps points of weight space, one after the other, in a checkpoint file. */
export async function saveTensors(path: string, points: readonly (readonly tf.Tensor[])[]): Promise<void> {
  // A checkpoint asks its variables for shapes and values only, which tensors have as well.
  await saveCheckpoint(path, {variables: points.flat() as unknown as tf.Variable[]});
}

/** Reads as many points back, for the weights of a model; the caller disposes them. */
export async function loadTensors(path: string, model: tf.LayersModel, count: number): Promise<tf.Tensor[][]> {
  const shapes = model.weights.map(({shape}) => shape as number[]);
  const variables = Array.from({length: count}, () => shapes)
    .flat()
    .map((shape) => {
      const zeros = tf.zeros(shape);
      const variable = tf.variable(zeros);
      zeros.dispose();
      return variable;
    });
  try {
    await loadCheckpoint(path, {variables});
    return Array.from({length: count}, (_, p) =>
      variables.slice(p * shapes.length, (p + 1) * shapes.length).map((variable) => tf.clone(variable)),
    );
  } finally {
    tf.dispose(variables);
  }
}
