import * as tf from '@tensorflow/tfjs';
import {chooseSteps} from '../../update/index.ts';
import type {FitArguments, Input, TrainedModel} from './trained-model.ts';

/** Several steps of training in one call, on batches of the same size, given as rows of the inputs one batch after the other. */
export type TrainSeveral = (inputs: readonly Input[], rows: tf.Tensor1D, steps: number) => tf.Tensor[][];

/** The parts of callbacks that see single batches. */
interface BatchWatcher {
  readonly batchBegin?: unknown;
  readonly batchEnd?: unknown;
  readonly yield?: unknown;
  readonly yieldEvery?: unknown;
  readonly onBatchBegin?: unknown;
  readonly onBatchEnd?: unknown;
}

const silent = Object.getPrototypeOf(tf.Callback.prototype) as BatchWatcher;

/** Whether a callback is there for single batches, between which it may look at the weights, change the rate or end the training. */
function watchesBatches(callback: BatchWatcher): boolean {
  if (callback instanceof tf.CustomCallback) {
    const {batchBegin, batchEnd, yield: onYield, yieldEvery} = callback as BatchWatcher;
    return (
      [batchBegin, batchEnd, onYield].some((each) => each !== undefined && each !== null) || yieldEvery === 'batch'
    );
  }
  return callback.onBatchBegin !== silent.onBatchBegin || callback.onBatchEnd !== silent.onBatchEnd;
}

/** Runs batches some steps ahead of those that TensorFlow.js asks for, and hands out what each has given when it is its turn. */
class Lookahead {
  readonly #order: number[];
  readonly #size: number;
  readonly #isShuffled: boolean;
  readonly #run: (rows: tf.Tensor1D, steps: number) => tf.Tensor[][];
  readonly #steps: number;
  #at = 0;
  #ready: tf.Tensor[][] = [];

  constructor(
    count: number,
    size: number,
    isShuffled: boolean,
    steps: number,
    run: (rows: tf.Tensor1D, steps: number) => tf.Tensor[][],
  ) {
    this.#order = Array.from({length: count}, (_, i) => i);
    this.#size = size;
    this.#isShuffled = isShuffled;
    this.#steps = steps;
    this.#run = run;
  }

  /** The outputs of the next batch. */
  next(): tf.Tensor[] {
    if (this.#ready.length === 0) this.#fill();
    return this.#ready.shift()!;
  }

  #fill(): void {
    const [order, size] = [this.#order, this.#size];
    // As TensorFlow.js shuffles, from the order of the epoch before.
    if (this.#at === 0 && this.#isShuffled) tf.util.shuffle(order);
    const isFull = this.#at + this.#steps * size <= order.length;
    const steps = isFull ? this.#steps : 1;
    const end = Math.min(order.length, this.#at + steps * size);
    const rows = tf.tensor1d(order.slice(this.#at, end), 'int32');
    const outputs = this.#run(rows, steps);
    rows.dispose();
    // The tidy around is that of the first batch.
    for (const each of outputs.slice(1)) for (const output of each) tf.keep(output);
    this.#ready = outputs;
    this.#at = end === order.length ? 0 : end;
  }

  /** Frees the outputs of batches that were not asked for. */
  dispose(): void {
    tf.dispose(this.#ready);
    this.#ready = [];
  }
}

/**
 * The loop of `fit` with several steps in a call, where nobody watches single batches; else null.
 *
 * TensorFlow.js keeps its loop, and with it logs, callbacks and validation: it is given the numbers of the examples for examples.
 * Within an epoch, weights may be ahead of the batch that it asks for, by fewer steps than those of a call.
 *
 * @param original the loop of TensorFlow.js
 * @param wanted how many steps in a call, or 'auto'
 */
export function fitSeveral<Result>(
  model: TrainedModel,
  original: (...args: FitArguments) => Promise<Result>,
  args: FitArguments,
  wanted: number | 'auto',
  train: TrainSeveral,
): Promise<Result> | null {
  const [single, inputs, labels, batchSize, epochs, verbose, callbacks, test, validation, shuffle, ...rest] = args;
  const [size, isShuffled] = [batchSize ?? 32, shuffle ?? true];
  const count = inputs[0]!.shape[0];
  const perEpoch = Math.ceil(count / size);
  const steps =
    wanted === 'auto'
      ? chooseSteps({
          parameters: model.trainableWeights.reduce(
            (sum, {shape}) => sum + tf.util.sizeFromShape(shape as number[]),
            0,
          ),
          batchSize: size,
          updates: perEpoch * ((epochs ?? 1) - (rest[1] ?? 0)),
        })
      : wanted;
  const isOrdinary = typeof isShuffled === 'boolean' && !(callbacks ?? []).some(watchesBatches);
  if (steps === 1 || steps * size > count || !isOrdinary) return null;
  const run = (rows: tf.Tensor1D, together: number): tf.Tensor[][] => {
    if (together > 1) return train(inputs, rows, together);
    return [single(inputs.map((input) => input && tf.gather(input, rows)))];
  };
  const lookahead = new Lookahead(count, size, isShuffled, steps, run);
  const examples = tf.range(0, count, 1, 'int32');
  const loop = original.call(
    model,
    () => lookahead.next(),
    [examples],
    labels,
    size,
    epochs,
    verbose,
    callbacks,
    test,
    validation,
    false,
    ...rest,
  );
  return loop.finally(() => {
    lookahead.dispose();
    examples.dispose();
  });
}
