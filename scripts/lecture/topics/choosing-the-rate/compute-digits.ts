import type * as tf from '@tensorflow/tfjs';
import {mlp, softmaxRegression} from '../../../../lib/models/index.ts';
import {type Examples, train, type TrainOptions} from '../../../../lib/training/index.ts';
import {momentum, rmsprop, sgd} from '../../../../optimizers/index.ts';
import type {Hyperparameter} from '../../../../schedules/index.ts';

/** The first examples, which the caller disposes of. */
export const firstOf = ({x, y}: Examples, count: number): Examples => ({x: x.slice(0, count), y: y.slice(0, count)});

/** A loss beyond 10, or none because the run diverged, counts as this. */
export const worst = 10;

interface Plan extends Omit<TrainOptions, 'model' | 'optimizer'> {
  readonly seed: number;
}

/** Trains a network with 16 hidden units (none for `isLinear`), and gives its losses and the accuracy on test digits at the end. */
export async function trainWith(make: () => tf.Optimizer, {isLinear = false, ...plan}: Plan & {isLinear?: boolean}) {
  const model = isLinear ? softmaxRegression({seed: plan.seed}) : mlp({widths: [16], seed: plan.seed});
  const optimizer = make();
  try {
    const {history, divergence} = await train({...plan, model, optimizer});
    const losses = history.map(({trainLoss}) => (trainLoss < worst ? trainLoss : worst));
    return {
      losses: divergence === null ? losses : [...losses, worst],
      accuracy: history.at(-1)!.testAccuracy ?? 0,
      last: divergence === null ? losses.at(-1)! : worst,
    };
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

/** Losses on a grid: a row for each momentum, a column for each rate; v <- momentum v - rate g. */
export async function sweepMomentum(
  rates: readonly number[],
  momenta: readonly number[],
  plan: Plan,
): Promise<number[][]> {
  const rows: number[][] = [];
  for (const m of momenta) {
    const row: number[] = [];
    for (const rate of rates) row.push((await trainWith(() => momentum(rate, {momentum: m}), plan)).last);
    rows.push(row);
  }
  return rows;
}

/** Losses on a grid: a row for each decay rate of RMSProp, a column for each rate. */
export async function sweepDecayRate(
  rates: readonly number[],
  decays: readonly number[],
  plan: Plan,
): Promise<number[][]> {
  const rows: number[][] = [];
  for (const decay of decays) {
    const row: number[] = [];
    for (const rate of rates) row.push((await trainWith(() => rmsprop(rate, {rho: decay}), plan)).last);
    rows.push(row);
  }
  return rows;
}

/** Whole-batch descent of softmax regression whose rate hears the training loss of each epoch. */
export const wholeBatch = (rate: Hyperparameter, data: Examples, epochs: number, seed: number) =>
  trainWith(() => sgd(rate), {
    data,
    epochs,
    seed,
    batchSize: 'full',
    isLinear: true,
    explosion: Infinity,
    callbacks: {
      onEpochEnd: ({trainLoss}) => {
        if (typeof rate !== 'number') rate.observe?.(trainLoss);
      },
    },
  });
