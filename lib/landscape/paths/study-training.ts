import * as tf from '@tensorflow/tfjs';
import {train} from '../../training/index.ts';
import {ScanAborted} from '../scan/scan.ts';
import type {KeptEnds, StudyRun} from './study-types.ts';
import type {StudyOptions} from './study-table.ts';

/**
 * The two ends of a training: out of the store, or trained now.
 *
 * @returns new tensors; the caller disposes them
 * @throws ScanAborted where the signal ended it
 */
export async function trainedEnds(run: StudyRun, options: StudyOptions): Promise<KeptEnds> {
  const {build, optimizers, data, test, loss, epochs, batchSize, store, signal} = options;
  const kept = await store?.ends(run);
  if (kept) return kept;
  const model = build(run.seed);
  const optimizer = optimizers[run.optimizer]!();
  const from = model.getWeights().map((weight) => tf.clone(weight));
  try {
    const {history, stopped, divergence} = await train({
      model,
      data,
      optimizer,
      epochs,
      seed: run.seed,
      evaluateEvery: Math.max(1, epochs),
      ...(test && {test}),
      ...(loss && {loss}),
      ...(batchSize && {batchSize}),
      ...(signal && {signal}),
    });
    if (stopped === 'aborted') throw new ScanAborted('the study was ended by its signal');
    const to = model.getWeights().map((weight) => tf.clone(weight));
    const ends = {from, to, history, diverged: divergence !== null};
    await store?.keepEnds(run, ends);
    return ends;
  } catch (error) {
    tf.dispose(from);
    throw error;
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}
