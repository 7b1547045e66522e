import {createRunner, type Runner} from './compiled/runner.ts';
import {divergenceReason} from './divergence-reason.ts';
import {type EpochOutcome, runEpoch} from './epoch.ts';
import {evaluate, sliceExamples} from './objective/evaluate.ts';
import {gradientNorm} from './gradient-norm.ts';
import {resolveOptions, type RunOptions, type TrainOptions} from './train-options.ts';
import {pacer} from '../base/pace.ts';
import {currentRate, observeMetric} from './rate.ts';
import {stopReason} from './stop-when.ts';
import {declarationOf} from '../update/index.ts';
import {measuredUpdate} from './update.ts';
import type {Divergence, EpochRecord, StopReason, TrainResult} from './types.ts';

/** The outcome of epoch 0: nothing was updated. */
const beforeTraining = async (run: RunOptions): Promise<EpochOutcome> => ({
  ended: null,
  divergence: null,
  updates: 0,
  examples: 0,
  seconds: 0,
  learningRate: currentRate(run.optimizer),
  rates: [],
  layers: run.diagnostics
    ? (
        await measuredUpdate(
          run,
          () => sliceExamples(run.data, 0, run.batchSize),
          async () => Number.NaN,
        )
      ).layers
    : undefined,
});

/** What updates evaluate from now on, those of `history` added; undefined where each evaluates one gradient. */
function evaluationCounter({optimizer, history}: RunOptions): () => EpochRecord['evaluations'] {
  const search = declarationOf(optimizer)?.search;
  if (search === undefined) return () => undefined;
  const {evaluations: before = {gradient: 0, product: 0}} = history.at(-1) ?? {};
  const start = {...search.evaluations};
  const of = (kind: 'gradient' | 'product'): number => before[kind] + search.evaluations[kind] - start[kind];
  return () => ({gradient: of('gradient'), product: of('product')});
}

const perSecond = (amount: number, seconds: number): number => (seconds > 0 ? amount / seconds : 0);

/**
 * Trains a model, or any variables under a loss function, and records how it went.
 *
 * An epoch draws its batches from seed and epoch alone and does one `optimizer.minimize` for each; then the mean loss, and the
 * accuracy for 'softmaxCrossEntropy', are evaluated over all training and all test examples. Epoch 0 is the state before the
 * first update. The same seed, weights and optimizer on the same backend give the same records.
 *
 * - `reduction: 'sum'` descends the sum over the batch: at rate a the mean form at rate a m. Recorded losses are means always.
 * - A loss that is NaN, infinite or above `explosion` times max(initial loss, 1) ends the run: it is returned, not thrown.
 * - An optimizer with a method `observe` hears the test loss, or the training loss where there is no test set, once per recorded
 *   epoch from epoch 1 on, before `onEpochEnd`, so that a checkpoint saved there is complete.
 * - An epoch that is cut short by `signal` or by divergence is not recorded; its updates are counted.
 * - To go on from a checkpoint, give its `history` and the weights and the optimizer that it restored.
 * - On the native backend updates and evaluations are compiled: one native call each, and one for several updates of small models
 *   in long runs. Losses agree with uncompiled ones to float32 rounding, equal runs are equal to the byte, resumed ones too. A loss
 *   that cannot be compiled, such as one that reads data, runs as it is, with one note on the console; so do optimizers that are
 *   neither of this package nor of tf.train, without a note. Numbers of JavaScript in a loss are looked at before each epoch.
 * - Where updates share a call, `onUpdate` hears of them after it, an abort waits for its end, and a divergence in its midst is
 *   told with its own update, while the weights are those after the call.
 * - No tensor is left behind but the optimizer's state. The event loop runs at least every 50 ms.
 *
 * @param options see {@link TrainOptions}
 * @returns the records, why the run ended, the divergence or null, updates and seconds
 * @throws RangeError, TypeError for options that are missing, unknown or out of range; rejects with what a callback throws
 * @example
 * const {x, y} = toTensors((await loadMnist()).train);
 * const {history} = await train({model: mlp(), data: {x, y}, optimizer: tf.train.adam(0.001), epochs: 3});
 * history.at(-1).trainAccuracy;
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const run = resolveOptions(options);
  const runner = createRunner(run);
  try {
    return await trainBy(run, runner);
  } finally {
    runner.dispose();
  }
}

async function trainBy(run: RunOptions, runner: Runner): Promise<TrainResult> {
  const {objective, data, test, optimizer, epochs, callbacks, signal, stopWhen, evaluateEvery, chunk, explosion} = run;
  const pause = pacer();
  const evaluated = evaluationCounter(run);
  const history: EpochRecord[] = [...run.history];
  let updates = history.at(-1)?.updates ?? 0;
  let seconds = 0;
  const end = (stopped: StopReason, divergence: Divergence | null = null): TrainResult => ({
    history,
    stopped,
    divergence,
    updates,
    seconds,
  });

  /** Evaluates and records; gives how the run ends, or null where it goes on. */
  const record = async (epoch: number, outcome: EpochOutcome): Promise<TrainResult | null> => {
    const started = performance.now();
    const onTrain = await evaluate(runner, data, chunk, pause, signal);
    const onTest = test && onTrain && (await evaluate(runner, test, chunk, pause, signal));
    if (!onTrain || (test && !onTest)) return end('aborted');
    const {learningRate, rates, layers} = outcome;
    const loss = onTest && !Number.isFinite(onTest.loss) ? onTest.loss : onTrain.loss;
    const reason = divergenceReason(loss, history[0]?.trainLoss ?? loss, explosion);
    if (reason !== null) return end('diverged', {update: updates, learningRate, loss, reason});
    const evaluations = evaluated();
    const newest: EpochRecord = {
      epoch,
      updates,
      learningRate,
      rates,
      trainLoss: onTrain.loss,
      trainAccuracy: onTrain.accuracy,
      testLoss: onTest?.loss ?? null,
      testAccuracy: onTest?.accuracy ?? null,
      ...(layers && {layers}),
      ...(evaluations && {evaluations}),
    };
    history.push(newest);
    const evaluationSeconds = (performance.now() - started) / 1000;
    if (epoch > 0) observeMetric(optimizer, onTest?.loss ?? onTrain.loss);
    await callbacks.onEpochEnd?.(newest, {
      epoch,
      seconds: outcome.seconds,
      evaluationSeconds,
      updatesPerSecond: perSecond(outcome.updates, outcome.seconds),
      examplesPerSecond: perSecond(outcome.examples, outcome.seconds),
    });
    return judge();
  };

  const judge = async (): Promise<TrainResult | null> => {
    const asked = stopWhen.gradientNorm !== undefined;
    const gradient = asked ? await gradientNorm(objective, data, chunk, pause, signal) : null;
    if (asked && gradient === null) return end('aborted');
    const reason = stopReason(stopWhen, history, gradient);
    return reason && end(reason);
  };

  const early = history.length === 0 ? await record(0, await beforeTraining(run)) : await judge();
  if (early) return early;
  const initialLoss = history[0]!.trainLoss;
  for (let epoch = history.at(-1)!.epoch + 1; epoch <= epochs; epoch++) {
    const recorded = epoch === epochs || epoch % evaluateEvery === 0;
    const outcome = await runEpoch(run, runner, {epoch, done: updates, initialLoss, recorded}, pause);
    updates += outcome.updates;
    seconds += outcome.seconds;
    if (outcome.ended) return end(outcome.ended, outcome.divergence);
    const ended = recorded ? await record(epoch, outcome) : null;
    if (ended) return ended;
  }
  return end('epochs');
}
