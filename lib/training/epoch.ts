import {batches} from '../data/index.ts';
import type {Runner} from './compiled/runner.ts';
import {divergenceReason} from './divergence-reason.ts';
import type {RunOptions} from './train-options.ts';
import {currentRate, nextRates, sampler} from './rate.ts';
import type {Divergence, LayerDiagnostics} from './types.ts';
import {measuredUpdate, pickBatch} from './update.ts';

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

/** The batches of the next call: several where so many of the same size are left before the end, else one. */
function nextGroup(
  all: readonly Int32Array[],
  first: number,
  {steps, end}: {steps: number; end: number},
): readonly Int32Array[] {
  const fits = first + steps <= end && all[first + steps - 1]!.length === all[first]!.length;
  return all.slice(first, first + (fits ? steps : 1));
}

/**
 * Does the updates of one epoch.
 *
 * @param run the options of the run
 * @param runner how updates are done
 * @param epoch number of the epoch, the first is 1
 * @param done updates done before it
 * @param initialLoss training loss before the first update
 * @param recorded whether this epoch will be recorded
 * @param pause awaited between updates
 */
export async function runEpoch(
  run: RunOptions,
  runner: Runner,
  {epoch, done, initialLoss, recorded}: {epoch: number; done: number; initialLoss: number; recorded: boolean},
  pause: () => Promise<void> | undefined,
): Promise<EpochOutcome> {
  const {batchSize, count, seed, sampling, optimizer, signal, callbacks, explosion} = run;
  const total = Math.ceil(count / batchSize);
  const sampled = sampler(total);
  const outcome = {updates: 0, examples: 0, seconds: 0, learningRate: currentRate(optimizer)};
  const rates: [number, number][] = [];
  let layers: LayerDiagnostics[] | undefined;
  const all = [...batches(count, {batchSize, seed, epoch, sampling})];
  if (!signal?.aborted) runner.refresh(all[0]!);
  const diagnosed = recorded && run.diagnostics ? total - 1 : total;
  while (outcome.updates < total) {
    if (signal?.aborted) return {...outcome, rates, layers, ended: 'aborted', divergence: null};
    const first = outcome.updates;
    // The very first update makes the optimizer's state, operation by operation, however many share a call after it.
    const steps = optimizer.iterations === 0 ? 1 : runner.steps;
    const group = nextGroup(all, first, {steps, end: diagnosed});
    const started = performance.now();
    const groupRates = nextRates(optimizer, group.length);
    const one = async (): Promise<number> => (await runner.update(group))[0]!;
    const measured = first === diagnosed && (await measuredUpdate(run, () => pickBatch(run, group[0]!), one));
    const losses = measured ? [measured.loss] : await runner.update(group);
    layers = measured ? measured.layers : undefined;
    outcome.seconds += (performance.now() - started) / 1000;
    for (const [i, loss] of losses.entries()) {
      const update = done + first + i + 1;
      const learningRate = groupRates[i]!;
      if (learningRate !== null && sampled(first + i)) rates.push([update, learningRate]);
      outcome.updates++;
      outcome.examples += group[i]!.length;
      outcome.learningRate = learningRate;
      const reason = divergenceReason(loss, initialLoss, explosion);
      if (reason !== null) {
        return {...outcome, rates, layers, ended: 'diverged', divergence: {update, learningRate, loss, reason}};
      }
      const heard = callbacks.onUpdate?.({epoch, update, loss, learningRate});
      if (heard) await heard;
    }
    const paused = pause();
    if (paused) await paused;
  }
  return {...outcome, rates, layers, ended: null, divergence: null};
}
