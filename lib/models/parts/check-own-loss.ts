import * as tf from '@tensorflow/tfjs';

/**
 * Refuses a loss of TensorFlow.js in the place of a function of a batch: it is one of labels and predictions.
 *
 * @param owner whose argument it is, for messages
 * @throws TypeError with what to pass in its place
 */
export function checkOwnLoss(owner: string, loss: unknown): void {
  for (const [group, members] of Object.entries({losses: tf.losses, metrics: tf.metrics})) {
    const found = Object.entries(members).find(([, member]) => member === loss);
    if (found === undefined) continue;
    throw new TypeError(
      `${owner}: loss must be a function of a batch, and tf.${group}.${found[0]} is one of labels and predictions; ` +
        `pass {name: '${found[0]}', of: tf.${group}.${found[0]}} with the model`,
    );
  }
}
