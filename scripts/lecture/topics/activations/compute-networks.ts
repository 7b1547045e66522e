import * as tf from '@tensorflow/tfjs';
import {permutation, randomStream} from '../../../../lib/base/random.ts';
import {type Activation, mlp} from '../../../../lib/models/index.ts';

/** The network with one linear layer that a stack of linear layers is: W = W1 W2 ... Wn, b carried along. */
function collapse(weights: readonly tf.Tensor[]): {W: tf.Tensor2D; b: tf.Tensor1D} {
  return tf.tidy(() => {
    let [W, b] = [weights[0] as tf.Tensor2D, weights[1] as tf.Tensor1D];
    for (let layer = 2; layer < weights.length; layer += 2) {
      const next = weights[layer] as tf.Tensor2D;
      b = tf.add(tf.squeeze(tf.matMul(tf.expandDims(b, 0), next), [0]), weights[layer + 1]!);
      W = tf.matMul(W, next);
    }
    return {W: tf.clone(W), b: tf.clone(b)};
  });
}

/** The greatest difference between a network and the one linear layer that its weights multiply to, relative to the outputs. */
export function toOneLayer(model: tf.Sequential, x: tf.Tensor): number {
  return tf.tidy(() => {
    const {W, b} = collapse(model.getWeights());
    const outputs = model.apply(x) as tf.Tensor;
    const linear = tf.add(tf.matMul(x as tf.Tensor2D, W), b);
    return tf.div(tf.max(tf.abs(tf.sub(outputs, linear))), tf.max(tf.abs(outputs))).dataSync()[0]!;
  });
}

/** The same for random networks of 1 to `most` hidden layers of an activation. */
export const randomStacks = (activation: Activation, most: number, seed: number): number[] =>
  Array.from({length: most}, (_, i) => {
    const model = mlp({inputs: 8, widths: Array.from({length: i + 1}, () => 16), classes: 4, activation, seed});
    const random = randomStream(seed, 'stack');
    const x = tf.tensor2d(
      Array.from({length: 64 * 8}, () => random.normal()),
      [64, 8],
    );
    const difference = toOneLayer(model, x);
    model.dispose();
    x.dispose();
    return difference;
  });

/**
 * The logits of a network of one hidden tanh layer, computed with the logistic function instead, by tanh(z) = 2 sigma(2z) - 1: the
 * first weights double, the second ones too, and their sums leave the bias.
 */
export function asLogistic(model: tf.Sequential, x: tf.Tensor): tf.Tensor2D {
  return tf.tidy(() => {
    const [W1, b1, W2, b2] = model.getWeights() as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D, tf.Tensor1D];
    const hidden = tf.sigmoid(tf.add(tf.matMul(x as tf.Tensor2D, tf.mul(2, W1)), tf.mul(2, b1)));
    return tf.add(tf.matMul(hidden as tf.Tensor2D, tf.mul(2, W2)), tf.sub(b2, tf.sum(W2, 0)));
  });
}

/** What was said with which probability, and how often it came. */
export interface Reliability {
  /** Mean of what was said in each bin that holds any. */
  readonly said: number[];
  readonly came: number[];
  /** Mean over the examples of |said - came| of their bin. */
  readonly error: number;
}

/** Sorts probabilities into ten bins and compares each with how often the event came. */
export function reliability(probabilities: ArrayLike<number>, events: ArrayLike<number>): Reliability {
  const bins = Array.from({length: 10}, () => ({count: 0, said: 0, came: 0}));
  for (let i = 0; i < probabilities.length; i++) {
    const bin = bins[Math.min(9, Math.floor(10 * probabilities[i]!))]!;
    bin.count++;
    bin.said += probabilities[i]!;
    bin.came += events[i]!;
  }
  const filled = bins.filter(({count}) => count > 0);
  return {
    said: filled.map(({said, count}) => said / count),
    came: filled.map(({came, count}) => came / count),
    error: filled.reduce((sum, {said, came}) => sum + Math.abs(said - came), 0) / probabilities.length,
  };
}

/** The greatest softmax output of every example, and whether its class is right, for logits times a factor. */
export function ofSoftmax(logits: tf.Tensor, y: tf.Tensor, factor: number): Reliability {
  const [said, came] = tf.tidy(() => {
    const greatest = tf.max(tf.softmax(tf.mul(logits, factor)), -1);
    return [greatest.dataSync(), tf.equal(tf.argMax(logits, -1), tf.argMax(y, -1)).dataSync()] as const;
  });
  return reliability(said, came);
}

/** Points of two classes that are equally frequent, normal around (1, .5) and (-1, -.5) with deviation 1: P(1 | x) = sigma(2 x1 + x2). */
export function twoClouds(count: number, seed: number): {x: number[][]; labels: number[]; posterior: number[]} {
  const random = randomStream(seed, 'clouds');
  const order = permutation(count, random);
  const labels = Array.from(order, (i) => i % 2);
  const x = labels.map((label) => [
    random.normal() + (label === 1 ? 1 : -1),
    random.normal() + (label === 1 ? 0.5 : -0.5),
  ]);
  return {x, labels, posterior: x.map(([a, b]) => 1 / (1 + Math.exp(-(2 * a! + b!))))};
}
