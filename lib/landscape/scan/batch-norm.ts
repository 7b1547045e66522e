import type * as tf from '@tensorflow/tfjs';
import {batchNormLayers, batchStatistics, recalibrate, runningStatistics} from '../../models/parts/index.ts';
import {compile} from '../../update/index.ts';
import {warmed} from './warmed.ts';

/** What the running mean and variance of batch normalisation are at a point that no training has visited. */
export const batchNormModes = ['recalibrate', 'interpolate', 'keep'] as const;

/**
 * - 'recalibrate': measured anew on the training data at every point, as training would have left them
 * - 'interpolate': combined as if they were weights
 * - 'keep': those that the model has when it is called
 */
export type BatchNormMode = (typeof batchNormModes)[number];

/** Places of the running statistics among the weights of a model. */
export function statisticsOf(model: tf.LayersModel): number[] {
  return runningStatistics(batchNormLayers(model)).map((variable) => model.weights.indexOf(variable));
}

/** Gives a model the running statistics that its present weights have on some data. */
export interface Recalibrator {
  run(): void;
  dispose(): void;
}

/**
 * Makes the running statistics of every batch normalisation those of the present weights; see `recalibrate` in lib/models/parts.
 *
 * @param model with batch normalisation; its statistics are changed in place
 * @param pieces inputs, batch by batch; the caller keeps owning them
 */
export function recalibrator(model: tf.LayersModel, pieces: readonly tf.Tensor[]): Recalibrator {
  const layers = batchNormLayers(model);
  const measure = warmed(compile((x: tf.Tensor) => batchStatistics(model, layers, x)));
  return {
    run: () => recalibrate(layers, pieces, measure),
    dispose: () => measure.dispose(),
  };
}
