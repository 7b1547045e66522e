import {batches} from '../data/batches.ts';
import {divergenceReason} from './divergence.ts';
import type {RunOptions} from './options.ts';
import {currentRate, sampler} from './rate.ts';
import type {Divergence, LayerDiagnostics} from './types.ts';
import {updateOnce} from './update.ts';

/** What the updates of an epoch, or of its part before an early end, came to. */
export interface EpochOutcome {
  readonly ended: 'aborted' | 'diverged' | null;
  readonly divergence: Divergence | null;
  readonly updates: number;
  readonly examples: number;
  readonly seconds: number;
  readonly learningRate: number | null;
  readonly rates: (readonly [update: number, rate: number])[];
  readonly layers: LayerDiagnostics[] | undefined;
}

/**
 * Does the updates of one epoch.
 *
 * @param run the options of the run
 * @param epoch number of the epoch, the first is 1
 * @param done updates done before it
 * @param initialLoss training loss before the first update
 * @param recorded whether this epoch will be recorded
 * @param pause awaited between updates
 */
export async function runEpoch(
  run: RunOptions,
  {epoch, done, initialLoss, recorded}: {epoch: number; done: number; initialLoss: number; recorded: boolean},
  pause: () => Promise<void> | undefined,
): Promise<EpochOutcome> {
  const {batchSize, count, seed, sampling, optimizer, signal, callbacks, explosion} = run;
  const total = Math.ceil(count / batchSize);
  const sampled = sampler(total);
  const outcome = {updates: 0, examples: 0, seconds: 0, learningRate: currentRate(optimizer)};
  const rates: [number, number][] = [];
  let layers: LayerDiagnostics[] | undefined;
  for (const indices of batches(count, {batchSize, seed, epoch, sampling})) {
    if (signal?.aborted) return {...outcome, rates, layers, ended: 'aborted', divergence: null};
    const started = performance.now();
    const learningRate = currentRate(optimizer);
    const diagnose = recorded && run.diagnostics && outcome.updates === total - 1;
    const {loss, layers: measured} = updateOnce(run, indices, diagnose);
    outcome.seconds += (performance.now() - started) / 1000;
    const update = done + outcome.updates + 1;
    if (learningRate !== null && sampled(outcome.updates)) rates.push([update, learningRate]);
    layers = measured;
    outcome.updates++;
    outcome.examples += indices.length;
    outcome.learningRate = learningRate;
    const reason = divergenceReason(loss, initialLoss, explosion);
    if (reason !== null) {
      return {...outcome, rates, layers, ended: 'diverged', divergence: {update, learningRate, loss, reason}};
    }
    const heard = callbacks.onUpdate?.({epoch, update, loss, learningRate});
    if (heard) await heard;
    const paused = pause();
    if (paused) await paused;
  }
  return {...outcome, rates, layers, ended: null, divergence: null};
}
