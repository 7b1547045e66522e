import * as tf from '@tensorflow/tfjs';

/** A loss of predictions: a mean, so that batches of different sizes compare. */
export type Loss = (labels: tf.Tensor, predictions: tf.Tensor) => tf.Scalar;

function checkShapes(owner: string, labels: tf.Tensor, predictions: tf.Tensor): void {
  if (tf.util.arraysEqual(labels.shape, predictions.shape)) return;
  throw new RangeError(
    `${owner}: labels must have the shape of the predictions, [${predictions.shape.join(', ')}], ` +
      `received [${labels.shape.join(', ')}]`,
  );
}

/**
 * The cross-entropy between labels and the softmax of logits, summed over the classes, averaged over the examples.
 *
 * E = -1/m sum_i sum_c y_ic log p_ic, p_i = softmax(z_i); dE/dz = (p - y) / m where the labels sum to 1
 *
 * Takes logits because the softmax of float32 numbers rounds to 0 and 1, where its logarithm has no gradient.
 * Unlike tf.losses.softmaxCrossEntropy it keeps no intermediate value out of sight of second derivatives.
 *
 * @param labels y, [examples, classes], one-hot or probabilities
 * @param logits z, [examples, classes]
 * @throws RangeError where the shapes differ
 * @example
 * softmaxCrossEntropy(tf.tensor2d([[1, 0]]), tf.tensor2d([[0, 0]])).dataSync()[0]; // log 2
 */
export function softmaxCrossEntropy(labels: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  checkShapes('softmaxCrossEntropy', labels, logits);
  return tf.tidy(() => tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.logSoftmax(logits)), -1))));
}

/**
 * The cross-entropy between labels and the logistic function of logits, averaged over the outputs and the examples.
 *
 * E = -mean(y log s(z) + (1 - y) log(1 - s(z))), s(z) = 1 / (1 + e^-z); dE/dz = (s(z) - y) / (m k) for k outputs
 *
 * Normalised as in Keras and PyTorch; papers on autoencoders often sum over the k outputs instead, which is k times as much.
 *
 * @param labels y, [examples, ...], in [0, 1]
 * @param logits z, of the same shape
 * @throws RangeError where the shapes differ
 * @example
 * sigmoidCrossEntropy(tf.tensor1d([1]), tf.tensor1d([0])).dataSync()[0]; // log 2
 */
export function sigmoidCrossEntropy(labels: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  checkShapes('sigmoidCrossEntropy', labels, logits);
  // log s(z) = -softplus(-z). The usual max(z, 0) - z y + log(1 + e^-|z|) has the gradient -y at z = 0, instead of 1/2 - y.
  return tf.tidy(() => {
    const whereOne = tf.mul(labels, tf.softplus(tf.neg(logits)));
    const whereZero = tf.mul(tf.sub(1, labels), tf.softplus(logits));
    return tf.mean(tf.add(whereOne, whereZero));
  });
}

/**
 * The squared difference, averaged over the outputs and the examples.
 *
 * E = mean((h - y)^2); dE/dh = 2 (h - y) / (m k) for k outputs
 *
 * Normalised as in Keras and PyTorch; the cost 1/(2m) sum |h - y|^2 of many lectures is k/2 times as much.
 *
 * @param labels y, [examples, ...]
 * @param predictions h, of the same shape
 * @throws RangeError where the shapes differ
 * @example
 * meanSquaredError(tf.tensor1d([1, 2]), tf.tensor1d([1, 4])).dataSync()[0]; // 2
 */
export function meanSquaredError(labels: tf.Tensor, predictions: tf.Tensor): tf.Scalar {
  checkShapes('meanSquaredError', labels, predictions);
  return tf.tidy(() => tf.mean(tf.square(tf.sub(predictions, labels))));
}

/** The losses by name. */
export const lossCatalogue = {softmaxCrossEntropy, sigmoidCrossEntropy, meanSquaredError} as const;

export type LossName = keyof typeof lossCatalogue;
