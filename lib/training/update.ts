import * as tf from '@tensorflow/tfjs';
import {sliceExamples} from './evaluate.ts';
import {measureLayers} from './layer-diagnostics.ts';
import type {RunOptions} from './options.ts';
import {tidied} from './tidied.ts';
import type {Examples, LayerDiagnostics} from './types.ts';

/** The examples of some indices; all of them in their order are given as they are, without a copy. */
function pick({x, y}: Examples, indices: Int32Array, count: number): Examples {
  if (indices.length >= count) return {x, y};
  const rows = tf.tensor1d(indices, 'int32');
  return {x: tf.gather(x, rows), y: tf.gather(y, rows)};
}

export interface UpdateOutcome {
  /** Mean loss of the batch before the update. */
  readonly loss: number;
  readonly layers: LayerDiagnostics[] | undefined;
}

/**
 * Does one update with the examples of some indices.
 *
 * The loss is read at once: a scalar costs microseconds on the backends of Node.js, and a run that diverged ends where it did.
 *
 * @param run the options of the run
 * @param indices of the batch
 * @param diagnose whether to measure the layers around the update
 */
export function updateOnce(run: RunOptions, indices: Int32Array, diagnose: boolean): UpdateOutcome {
  const {objective, data, optimizer, reduction, count, chunk} = run;
  return tidied(() => {
    const batch = pick(data, indices, run.batchSize < count ? Infinity : count);
    // The gradient of the sum is the gradient of the mean times the number of examples.
    const factor = reduction === 'sum' ? indices.length : 1;
    const objectiveOfBatch = (): tf.Scalar => {
      const loss = objective.loss(batch);
      return factor === 1 ? loss : tf.mul(loss, factor);
    };
    const box = {loss: Number.NaN};
    const update = (): void => {
      const cost = optimizer.minimize(objectiveOfBatch, true, objective.variables);
      if (!cost) throw new TypeError('train: optimizer.minimize(f, true, variables) must give the cost, received null');
      box.loss = cost.dataSync()[0]! / factor;
    };
    if (!diagnose) {
      update();
      return {loss: box.loss, layers: undefined};
    }
    const layers = measureLayers(objective, batch, sliceExamples(data, 0, chunk), update);
    return {loss: box.loss, layers};
  });
}
