import * as tf from '@tensorflow/tfjs';
import {sliceExamples} from './objective/evaluate.ts';
import {afterUpdate, beforeUpdate, layersOf} from './layer-diagnostics.ts';
import type {RunOptions} from './train-options.ts';
import {valuesOf} from '../base/read.ts';
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

/** Does one update with the examples of some indices, operation by operation, and gives the mean loss before it. */
export async function updateOnce(run: RunOptions, indices: Int32Array): Promise<number> {
  // Read at once: a run that diverged ends where it did.
  const [cost] = await valuesOf(() => [updateWith(run, pickBatch(run, indices))]);
  return cost![0]! / (run.reduction === 'sum' ? indices.length : 1);
}

/**
 * Measures the layers around an update.
 *
 * @param batch gives the examples of it, inside tf.tidy
 * @param update does it and gives the mean loss before it
 */
export async function measuredUpdate(
  run: RunOptions,
  batch: () => Examples,
  update: () => Promise<number>,
): Promise<{loss: number; layers: LayerDiagnostics[]}> {
  const read = await valuesOf(() => beforeUpdate(run.objective, batch()));
  // The memory of a variable may be written to by the update.
  const before = read.map((values) => values.slice());
  const loss = await update();
  const after = await valuesOf(() => afterUpdate(run.objective, sliceExamples(run.data, 0, run.chunk)));
  return {loss, layers: layersOf(run.objective, before, after)};
}
