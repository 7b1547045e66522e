import * as tf from '@tensorflow/tfjs';
import {softmaxRegression} from '../../../../lib/models/index.ts';
import {type Examples, train} from '../../../../lib/training/index.ts';
import {adam} from '../../../../optimizers/index.ts';

/** Copies the chosen examples; the caller disposes them. */
export const choose = ({x, y}: Examples, chosen: Int32Array): Examples => {
  const indices = tf.tensor1d(chosen, 'int32');
  const examples = {x: tf.gather(x, indices), y: tf.gather(y, indices)};
  indices.dispose();
  return examples;
};

/** The accuracies, on the given sets, of softmax regression trained on chosen examples. */
export async function accuraciesAfter(
  examples: Examples,
  chosen: Int32Array,
  sets: readonly Examples[],
  {seed, epochs, signal}: {seed: number; epochs: number; signal: AbortSignal},
): Promise<number[]> {
  const data = choose(examples, chosen);
  const model = softmaxRegression({inputs: data.x.shape[1]!, classes: data.y.shape[1]!, seed});
  const optimizer = adam(0.005);
  try {
    await train({model, data, optimizer, epochs, batchSize: 50, seed, signal});
    return sets.map(({x, y}) =>
      tf.tidy(() => {
        const said = tf.argMax(model.apply(x) as tf.Tensor, -1);
        return tf.mean(tf.cast(tf.equal(said, tf.argMax(y, -1)), 'float32')).dataSync()[0]!;
      }),
    );
  } finally {
    optimizer.dispose();
    model.dispose();
    tf.dispose([data.x, data.y]);
  }
}
