import * as tf from '@tensorflow/tfjs';
import {sliceExamples} from './objective/evaluate.ts';
import {measureLayers} from './layer-diagnostics.ts';
import type {RunOptions} from './train-options.ts';
import {tidied} from '../base/tidied.ts';
import type {Examples, LayerDiagnostics} from './types.ts';

/** The examples of some indices; all of them in their order are given as they are, without a copy. */
export function pickBatch({data: {x, y}, batchSize, count}: RunOptions, indices: Int32Array): Examples {
  if (batchSize >= count) return {x, y};
  const rows = tf.tensor1d(indices, 'int32');
  return {x: tf.gather(x, rows), y: tf.gather(y, rows)};
}

/**
 * Does one update with a batch, and gives the cost that it descended: the mean loss, times the number of examples where the
 * reduction is the sum.
 */
export function updateWith({objective, optimizer, reduction}: RunOptions, batch: Examples): tf.Scalar {
  // The gradient of the sum is the gradient of the mean times the number of examples.
  const factor = reduction === 'sum' ? batch.x.shape[0] : 1;
  const cost = optimizer.minimize(
    () => {
      const loss = objective.loss(batch);
      return factor === 1 ? loss : tf.mul(loss, factor);
    },
    true,
    objective.variables,
  );
  if (!cost) throw new TypeError('train: optimizer.minimize(f, true, variables) must give the cost, received null');
  return cost;
}

/**
 * Does one update with the examples of some indices, operation by operation, and gives the mean loss before it.
 *
 * The loss is read at once: a scalar costs microseconds on the backends of Node.js, and a run that diverged ends where it did.
 */
export function updateOnce(run: RunOptions, indices: Int32Array): number {
  return tidied(
    () => updateWith(run, pickBatch(run, indices)).dataSync()[0]! / (run.reduction === 'sum' ? indices.length : 1),
  );
}

/**
 * Does one update with the examples of some indices, and measures the layers around it.
 *
 * @param update does it and gives the mean loss before it
 */
export function measuredUpdate(
  run: RunOptions,
  indices: Int32Array,
  update: () => number,
): {loss: number; layers: LayerDiagnostics[]} {
  return tidied(() => {
    const box = {loss: Number.NaN};
    const probe = sliceExamples(run.data, 0, run.chunk);
    const layers = measureLayers(run.objective, pickBatch(run, indices), probe, () => {
      box.loss = update();
    });
    return {loss: box.loss, layers};
  });
}
