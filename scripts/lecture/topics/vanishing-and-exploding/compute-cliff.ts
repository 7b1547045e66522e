import * as tf from '@tensorflow/tfjs';

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

/** What comes of a point (w, b): the loss and its gradient. */
export interface CliffPoint {
  readonly loss: number;
  readonly gradient: readonly [number, number];
}

/**
 * A recurrent network of one unit: h <- w s(h) + b, fifty times from 0; its loss is (s(h) - .7)^2.
 *
 * Where a small change of the weights takes the unit from one rest to another the loss has a cliff. After Pascanu, Mikolov and
 * Bengio, On the difficulty of training recurrent neural networks, 2013.
 */
export function cliff(w: number, b: number, steps = 50): CliffPoint {
  let [h, byW, byB] = [0, 0, 0];
  for (let t = 0; t < steps; t++) {
    const s = logistic(h);
    const slope = w * s * (1 - s);
    [h, byW, byB] = [w * s + b, s + slope * byW, 1 + slope * byB];
  }
  const out = logistic(h);
  const outer = 2 * (out - 0.7) * out * (1 - out);
  return {loss: (out - 0.7) ** 2, gradient: [outer * byW, outer * byB]};
}

/** The points of a descent on the cliff, the start among them, by any optimizer; which is disposed of. */
export function descendCliff(
  start: readonly [number, number],
  iterations: number,
  optimizer: tf.Optimizer,
): [number, number][] {
  const weights = tf.tidy(() => tf.variable(tf.tensor1d([...start])));
  try {
    const points: [number, number][] = [[...start]];
    for (let k = 0; k < iterations; k++) {
      const [w, b] = points.at(-1)!;
      tf.tidy(() => optimizer.applyGradients({[weights.name]: tf.tensor1d([...cliff(w, b).gradient])}));
      const [nextW, nextB] = weights.dataSync() as unknown as [number, number];
      points.push([nextW, nextB]);
    }
    return points;
  } finally {
    optimizer.dispose();
    weights.dispose();
  }
}
