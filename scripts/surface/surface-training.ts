import * as tf from '@tensorflow/tfjs';
import {ScanAborted} from '../../lib/landscape/index.ts';
import type {LossName} from '../../lib/models/index.ts';
import {type Examples, train} from '../../lib/training/index.ts';
import {type Comparison, createOptimizer} from '../training/comparison.ts';

/** The weights of a model before training and after every epoch of it, as new tensors. */
export async function trainTrajectory(
  model: tf.LayersModel,
  {
    comparison,
    seed,
    data,
    loss,
    signal,
    progress,
  }: {
    comparison: Comparison;
    seed: number;
    data: {train: Examples; test: Examples};
    loss: string;
    signal: AbortSignal;
    progress: (record: {epoch: number}) => void;
  },
): Promise<tf.Tensor[][]> {
  const optimizer = createOptimizer(comparison, comparison.optimizers[0]!);
  const trajectory: tf.Tensor[][] = [];
  try {
    const {stopped} = await train({
      model,
      loss: loss as LossName,
      data: data.train,
      optimizer,
      epochs: comparison.epochs,
      batchSize: comparison.batchSize,
      seed,
      signal,
      callbacks: {
        onEpochEnd: (record) => {
          trajectory.push(model.getWeights().map((weight) => tf.clone(weight)));
          progress(record);
        },
      },
    });
    if (stopped === 'aborted') throw new ScanAborted('the training was ended by its signal');
    return trajectory;
  } catch (error) {
    tf.dispose(trajectory);
    throw error;
  } finally {
    optimizer.dispose();
  }
}
