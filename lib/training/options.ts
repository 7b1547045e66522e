import * as tf from '@tensorflow/tfjs';
import {checkChoices, checkFlags, checkNumbers, checkOptions, show} from '../base/arguments.ts';
import {checkCallbacks, checkHistory, checkSignal} from './check-run.ts';
import {type Objective, type ObjectiveSource, toObjective} from './objective.ts';
import {checkStopWhen} from './stop-when.ts';
import type {EpochRecord, Examples, StopWhen, TrainCallbacks} from './types.ts';

export interface TrainOptions extends ObjectiveSource {
  /** Training examples; the caller keeps owning them. */
  data: Examples;
  /** Examples to evaluate on and not to train on. */
  test?: Examples;
  optimizer: tf.Optimizer;
  /** Passes over the data, those of `history` included, whole, >= 0. */
  epochs: number;
  /** Examples of an update, default 128; 'full', or as many as there are, is batch gradient descent. */
  batchSize?: number | 'full';
  /** Of the batches, default 0. */
  seed?: number;
  /** Default 'shuffle'. */
  sampling?: 'shuffle' | 'replacement';
  /** Whether an update descends the mean (default) or the sum of the losses of its batch. */
  reduction?: 'mean' | 'sum';
  callbacks?: TrainCallbacks;
  /** Ends the run before its next update. */
  signal?: AbortSignal;
  stopWhen?: StopWhen;
  /** Records of the epochs that are done, as a checkpoint gives them; training goes on after the last one. */
  history?: readonly EpochRecord[];
  /** Whether records tell about every layer, default false. */
  diagnostics?: boolean;
  /** Epochs between two records, default 1; the last epoch is always recorded. */
  evaluateEvery?: number;
  /** Examples evaluated at a time, default 1000. */
  evaluationBatchSize?: number;
  /** A loss above this many times max(initial loss, 1) is a divergence, > 0, default 1000. */
  explosion?: number;
  /** Whether updates and evaluations are compiled where the backend can, default true. */
  compile?: boolean;
  /** Updates of one native call where they are compiled, whole, >= 1, default 'auto': several for small models in long runs. */
  stepsPerExecution?: number | 'auto';
}

/** The options of a run, complete. */
export interface RunOptions extends Required<
  Pick<
    TrainOptions,
    | 'data'
    | 'optimizer'
    | 'epochs'
    | 'seed'
    | 'sampling'
    | 'reduction'
    | 'callbacks'
    | 'stopWhen'
    | 'history'
    | 'diagnostics'
    | 'evaluateEvery'
    | 'explosion'
    | 'compile'
    | 'stepsPerExecution'
  >
> {
  readonly objective: Objective;
  /** Whether the loss is a function of the user. */
  readonly hasOwnLoss: boolean;
  readonly test: Examples | null;
  readonly signal: AbortSignal | undefined;
  readonly count: number;
  readonly batchSize: number;
  readonly chunk: number;
}

const known: Record<keyof TrainOptions, true> = {
  model: true,
  loss: true,
  variables: true,
  data: true,
  test: true,
  optimizer: true,
  epochs: true,
  batchSize: true,
  seed: true,
  sampling: true,
  reduction: true,
  callbacks: true,
  signal: true,
  stopWhen: true,
  history: true,
  diagnostics: true,
  evaluateEvery: true,
  evaluationBatchSize: true,
  explosion: true,
  compile: true,
  stepsPerExecution: true,
};

function countExamples(name: string, examples: Examples | undefined): number {
  for (const axis of ['x', 'y'] as const) {
    const tensor: unknown = examples?.[axis];
    if (!(tensor instanceof tf.Tensor)) {
      const received = examples && axis in examples ? `${axis} = ${show(tensor)}` : show(examples);
      throw new TypeError(`train: ${name} must be {x, y} with two tensors, received ${received}`);
    }
    if (tensor.isDisposed) {
      throw new RangeError(`train: ${name}.${axis} is disposed; keep both tensors until the run has ended`);
    }
  }
  const [x, y] = [examples!.x.shape, examples!.y.shape];
  if (x.length > 0 && x[0] === y[0] && x[0] > 0) return x[0];
  throw new RangeError(
    `train: ${name} must have the same number of examples, at least 1, in the first axis of x and y, ` +
      `received the shapes [${x.join(', ')}] and [${y.join(', ')}]`,
  );
}

/**
 * Checks the options of a run and completes them.
 *
 * @throws RangeError, TypeError as `train` does
 */
export function resolveOptions(options: TrainOptions): RunOptions {
  checkOptions('train', options, Object.keys(known));
  const {data, test, optimizer, epochs, batchSize = 128, signal} = options;
  const {seed = 0, sampling = 'shuffle', reduction = 'mean', callbacks = {}, stopWhen = {}, history = []} = options;
  const {diagnostics = false, evaluateEvery = 1, evaluationBatchSize = 1000, explosion = 1000} = options;
  const {compile = true, stepsPerExecution = 'auto'} = options;
  const count = countExamples('data', data);
  if (test !== undefined) countExamples('test', test);
  if (typeof (optimizer as Partial<tf.Optimizer> | undefined)?.minimize !== 'function') {
    throw new TypeError(`train: optimizer must be a tf.Optimizer, received ${show(optimizer)}`);
  }
  checkNumbers('train', {epochs}, {from: 0, whole: true});
  checkNumbers('train', {evaluateEvery, evaluationBatchSize}, {from: 1, whole: true});
  checkNumbers('train', {seed}, {});
  if (explosion !== Infinity) checkNumbers('train', {explosion}, {above: 0});
  if (typeof batchSize === 'string') checkChoices('train', {batchSize}, ['full']);
  else if (batchSize !== Infinity) checkNumbers('train', {batchSize}, {from: 1, whole: true});
  checkChoices('train', {sampling}, ['shuffle', 'replacement']);
  checkChoices('train', {reduction}, ['mean', 'sum']);
  checkFlags('train', {diagnostics, compile});
  if (typeof stepsPerExecution === 'string') checkChoices('train', {stepsPerExecution}, ['auto']);
  else checkNumbers('train', {stepsPerExecution}, {from: 1, whole: true});
  checkCallbacks(callbacks);
  checkSignal(signal);
  checkHistory(history);
  checkStopWhen(stopWhen);
  return {
    objective: toObjective(options),
    hasOwnLoss: typeof options.loss === 'function',
    data,
    test: test ?? null,
    optimizer,
    epochs,
    batchSize: batchSize === 'full' ? count : Math.min(batchSize, count),
    count,
    seed,
    sampling,
    reduction,
    callbacks,
    signal,
    stopWhen,
    history,
    diagnostics,
    evaluateEvery,
    chunk: evaluationBatchSize,
    explosion,
    compile,
    stepsPerExecution,
  };
}
