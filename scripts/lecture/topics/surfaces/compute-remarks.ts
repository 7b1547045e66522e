import * as tf from '@tensorflow/tfjs';
import {mlp} from '../../../../lib/models/index.ts';
import {type Examples, train} from '../../../../lib/training/index.ts';
import {adam, amsgrad, momentum, rmsprop, sgd} from '../../../../optimizers/index.ts';

/**
 * A sequence of losses on [-1, 1], C w every third step and -w else, which is least at -1 in sum (Reddi, Kale and Kumar, 2018).
 *
 * With C = 3, beta1 = 0 and beta2 = 1 / (1 + C^2) the scale forgets the rare large gradient before the next one.
 */
export function sequence(method: 'adam' | 'amsgrad' | 'sgd', steps: number): number[] {
  const w = tf.tidy(() => tf.variable(tf.scalar(0)));
  const betas = {beta1: 0, beta2: 0.1};
  const optimizer = {adam: () => adam(0.5, betas), amsgrad: () => amsgrad(0.5, betas), sgd: () => sgd(0.5)}[method]();
  const path = [0];
  try {
    for (let t = 1; t <= steps; t++) {
      const slope = t % 3 === 1 ? 3 : -1;
      optimizer.learningRate = 0.5 / Math.sqrt(t);
      optimizer.minimize(() => tf.mul(w, slope), false, [w]);
      tf.tidy(() => w.assign(tf.clipByValue(w, -1, 1)));
      path.push(w.dataSync()[0]!);
    }
    return path;
  } finally {
    w.dispose();
    optimizer.dispose();
  }
}

const methods = {
  neither: (rate: number) => sgd(rate),
  'momentum alone': (rate: number) => momentum(rate),
  'scaling alone': (rate: number) => rmsprop(rate),
  both: (rate: number) => adam(rate),
};

export type Combination = keyof typeof methods;

export const combinations = Object.keys(methods) as Combination[];

/** The loss of a network after some epochs, by rate; what diverges counts as guessing. */
export async function lossesByRate(
  name: Combination,
  data: Examples,
  {rates, epochs, seed}: {rates: readonly number[]; epochs: number; seed: number},
): Promise<number[]> {
  const losses: number[] = [];
  for (const rate of rates) {
    const model = mlp({inputs: 49, widths: [16], seed});
    const optimizer = methods[name](rate);
    const {history, divergence} = await train({model, data, optimizer, epochs, batchSize: 50, seed, compile: false});
    losses.push(divergence === null ? Math.min(history.at(-1)!.trainLoss, Math.log(10)) : Math.log(10));
    model.dispose();
    optimizer.dispose();
  }
  return losses;
}
