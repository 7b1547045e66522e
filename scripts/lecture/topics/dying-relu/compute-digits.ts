import * as tf from '@tensorflow/tfjs';
import {type Initializer, initializeWeights, mlp} from '../../../../lib/models/index.ts';
import {type Examples, train} from '../../../../lib/training/index.ts';
import {sgd} from '../../../../optimizers/index.ts';

export type Kind = 'relu' | 'leakyRelu' | 'elu';

/** The activations with their slopes at the net input z. */
const kinds: Readonly<Record<Kind, {f: (z: tf.Tensor) => tf.Tensor; slope: (z: tf.Tensor) => tf.Tensor}>> = {
  relu: {f: (z) => tf.relu(z), slope: (z) => tf.cast(tf.greater(z, 0), 'float32')},
  leakyRelu: {
    f: (z) => tf.leakyRelu(z, 0.01),
    slope: (z) => tf.where(tf.greater(z, 0), tf.onesLike(z), tf.fill(z.shape, 0.01)),
  },
  elu: {f: (z) => tf.elu(z), slope: (z) => tf.exp(tf.minimum(z, 0))},
};

/** A slope below this, at every example, makes a unit dead: it learns nothing. */
const leastSlope = 0.001;

/** The share of hidden units whose slope is below `leastSlope` at every example; 0 for NaN weights would be a lie, so those are all dead. */
export function deadShare(weights: readonly tf.Tensor[], x: tf.Tensor, kind: Kind): number {
  return tf.tidy(() => {
    let a = x;
    let [dead, units] = [0, 0];
    for (let l = 0; l + 2 < weights.length; l += 2) {
      const z = tf.add(tf.matMul(a as tf.Tensor2D, weights[l] as tf.Tensor2D), weights[l + 1]!);
      const steepest = tf.max(kinds[kind].slope(z), 0).dataSync();
      dead += steepest.filter((slope) => !(slope >= leastSlope)).length;
      units += steepest.length;
      a = kinds[kind].f(z);
    }
    return dead / units;
  });
}

export interface Setting {
  readonly kind: Kind;
  readonly rate: number;
  /** That all hidden units begin with. */
  readonly bias: number;
  readonly initializer?: Initializer;
}

/** What a training with plain descent came to. */
export interface Outcome {
  readonly deadAtStart: number;
  readonly dead: number;
  readonly accuracy: number;
  readonly diverged: number;
}

/** Trains two hidden layers on the digits and counts the dead units before and after. */
export async function outcome(
  data: Examples,
  probe: Examples,
  {kind, rate, bias, initializer = 'glorotUniform'}: Setting,
  {seed, epochs, units, signal}: {seed: number; epochs: number; units: number; signal: AbortSignal},
): Promise<Outcome> {
  const model = mlp({widths: [units, units], activation: kind, seed});
  initializeWeights(model, {initializer, seed});
  tf.tidy(() => {
    for (const name of ['hidden1', 'hidden2']) {
      const [kernel, zeros] = model.getLayer(name).getWeights();
      model.getLayer(name).setWeights([kernel!, tf.add(zeros!, bias)]);
    }
  });
  const deadAtStart = deadShare(model.getWeights(), probe.x, kind);
  const optimizer = sgd(rate);
  const {history, divergence} = await train({
    model,
    data,
    test: probe,
    optimizer,
    epochs,
    batchSize: 32,
    seed,
    signal,
    evaluateEvery: epochs,
  });
  const dead = deadShare(model.getWeights(), probe.x, kind);
  optimizer.dispose();
  model.dispose();
  return {deadAtStart, dead, accuracy: history.at(-1)?.testAccuracy ?? 0, diverged: divergence === null ? 0 : 1};
}
