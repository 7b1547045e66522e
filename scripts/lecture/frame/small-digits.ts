import * as tf from '@tensorflow/tfjs';
import {mlp, softmaxCrossEntropy} from '../../../lib/models/index.ts';
import type {Examples} from '../../../lib/training/index.ts';
import type {Ground} from './ground.ts';

/** The first training digits shrunk to 7 x 7, for experiments of many short trainings; the caller disposes of them. */
export async function smallDigits(ground: Ground, count: number): Promise<Examples> {
  const {train} = await ground.examples();
  return tf.tidy(() => ({
    x: tf.avgPool(train.x.slice(0, count).reshape<tf.Tensor4D>([count, 28, 28, 1]), 4, 4, 'valid').reshape([count, 49]),
    y: train.y.slice(0, count),
  }));
}

/** A training on the small digits. */
export interface SmallTraining {
  readonly optimizer: tf.Optimizer;
  readonly updates: number;
  /** Of the weights. */
  readonly seed: number;
  /** Units of the hidden layers; [16] by default. */
  readonly widths?: readonly number[];
  /** Digits of an update, in order and again from the first; 64 by default. */
  readonly batchSize?: number;
  /** Sees the variables after each update, and the gradients by their names. */
  readonly onUpdate?: (update: number, variables: readonly tf.Variable[], gradients: tf.NamedTensorMap) => void;
}

/**
 * Trains a small network update by update, and disposes of it and of the optimizer.
 *
 * @returns the loss of each batch before its update; a loss that is not finite ends the training and fills the rest
 */
export function trainSmall({x, y}: Examples, training: SmallTraining): number[] {
  const {optimizer, updates, seed, widths = [16], batchSize = 64, onUpdate} = training;
  const model = mlp({inputs: x.shape[1]!, classes: y.shape[1]!, widths: [...widths], seed});
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const batches = Math.floor(x.shape[0] / batchSize);
  const losses: number[] = [];
  for (let k = 0; k < updates && Number.isFinite(losses.at(-1) ?? 0); k++) {
    const from = (k % batches) * batchSize;
    tf.tidy(() => {
      const loss = (): tf.Scalar => {
        const logits = model.apply(x.slice(from, batchSize), {training: true}) as tf.Tensor;
        return softmaxCrossEntropy(y.slice(from, batchSize), logits);
      };
      const {value, grads} = optimizer.computeGradients(loss, variables);
      optimizer.applyGradients(grads);
      losses.push(value.dataSync()[0]!);
      onUpdate?.(k, variables, grads);
    });
  }
  model.dispose();
  optimizer.dispose();
  return [...losses, ...Array.from({length: updates - losses.length}, () => losses.at(-1)!)];
}

/** The mean of the last losses, which the next batch moves less; not finite where the training diverged. */
export const lastLoss = (losses: readonly number[], count = 10): number =>
  losses.slice(-count).reduce((sum, loss) => sum + loss, 0) / Math.min(count, losses.length);
