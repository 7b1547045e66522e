import * as tf from '@tensorflow/tfjs';
import {checkChoices, checkNumbers, positive, show} from '../base/arguments.ts';
import {
  checkedBy,
  choiceOption,
  flagOption,
  numberOption,
  option,
  type OptionsOf,
  readOptions,
  seedOption,
  type SettingsOf,
} from '../base/options.ts';
import {checkSignal} from '../base/check-signal.ts';
import {checkCallbacks, checkHistory, type TrainCallbacks} from './check-run.ts';
import {type Objective, objectiveTable, toObjective} from './objective/objective.ts';
import {checkStopWhen, type StopWhen} from './stop-when.ts';
import type {EpochRecord, Examples} from './types.ts';

/** Reads examples, which are as many in both. */
function asExamples(owner: string, name: string, examples: Examples): Examples {
  for (const axis of ['x', 'y'] as const) {
    const tensor: unknown = (examples as Examples | undefined)?.[axis];
    if (!(tensor instanceof tf.Tensor)) {
      const received = examples && axis in examples ? `${axis} = ${show(tensor)}` : show(examples);
      throw new TypeError(`${owner}: ${name} must be {x, y} with two tensors, received ${received}`);
    }
    if (tensor.isDisposed) {
      throw new RangeError(`${owner}: ${name}.${axis} is disposed; keep both tensors until the run has ended`);
    }
  }
  const [x, y] = [examples.x.shape, examples.y.shape];
  if (x.length > 0 && x[0] === y[0] && x[0] > 0) return examples;
  throw new RangeError(
    `${owner}: ${name} must have the same number of examples, at least 1, in the first axis of x and y, ` +
      `received the shapes [${x.join(', ')}] and [${y.join(', ')}]`,
  );
}

const counted = {from: 1, whole: true} as const;

const trainTable = {
  ...objectiveTable,
  data: option(asExamples, 'training examples {x, y} in the first axis; the caller keeps owning them'),
  test: option(asExamples, undefined, 'examples to evaluate on and not to train on'),
  optimizer: option((owner, name, received: tf.Optimizer) => {
    if (typeof (received as Partial<tf.Optimizer> | undefined)?.minimize === 'function') return received;
    throw new TypeError(`${owner}: ${name} must be a tf.Optimizer, received ${show(received)}`);
  }, 'what makes the updates'),
  epochs: numberOption({from: 0, whole: true}, 'passes over the data, those of `history` included'),
  batchSize: option(
    (owner, name, received: number | 'full') => {
      if (typeof received === 'string') checkChoices(owner, {[name]: received}, ['full']);
      else if (received !== Infinity) checkNumbers(owner, {[name]: received}, counted);
      return received;
    },
    128,
    "examples of an update; 'full', or as many as there are, is batch gradient descent",
  ),
  seed: seedOption('of the batches'),
  sampling: choiceOption(['shuffle', 'replacement'], 'how the batches are drawn'),
  reduction: choiceOption(['mean', 'sum'], 'what of the losses of its batch an update descends'),
  callbacks: option(checkedBy<TrainCallbacks>(checkCallbacks), {}, '`onUpdate` and `onEpochEnd`'),
  signal: option(
    checkedBy<AbortSignal>((signal) => checkSignal('train', signal)),
    undefined,
    'ends the run before its next update',
  ),
  stopWhen: option(checkedBy<StopWhen>(checkStopWhen), {}, 'criteria that end the run early'),
  history: option(
    checkedBy<readonly EpochRecord[]>(checkHistory),
    [],
    'records of the epochs that are done, as a checkpoint gives them; training goes on after the last one',
  ),
  diagnostics: flagOption(false, 'whether records tell about every layer'),
  evaluateEvery: numberOption(counted, 1, 'epochs between two records; the last epoch is always recorded'),
  evaluationBatchSize: numberOption(counted, 1000, 'examples evaluated at a time'),
  explosion: option(
    (owner, name, received: number) => {
      if (received !== Infinity) checkNumbers(owner, {[name]: received}, positive);
      return received;
    },
    1000,
    'a loss above this many times max(initial loss, 1) is a divergence, > 0',
  ),
  compile: flagOption(true, 'whether updates and evaluations are compiled where the backend can'),
  stepsPerExecution: option(
    (owner, name, received: number | 'auto') => {
      if (typeof received === 'string') checkChoices(owner, {[name]: received}, ['auto']);
      else checkNumbers(owner, {[name]: received}, counted);
      return received;
    },
    'auto',
    "updates of one native call where they are compiled; 'auto': several for small models in long runs, 1 where `onUpdate` is given",
  ),
};

/** Options of {@link train}. */
export interface TrainOptions extends OptionsOf<typeof trainTable> {}

/** The options of a run, complete. */
export interface RunOptions extends Omit<
  SettingsOf<typeof trainTable>,
  keyof typeof objectiveTable | 'test' | 'batchSize' | 'evaluationBatchSize'
> {
  readonly objective: Objective;
  /** Whether the loss is a function of the user. */
  readonly hasOwnLoss: boolean;
  readonly test: Examples | null;
  readonly count: number;
  readonly batchSize: number;
  readonly chunk: number;
}

/**
 * Checks the options of a run and completes them.
 *
 * @param owner whose options these are, for messages
 * @throws RangeError, TypeError as `train` does
 */
export function resolveOptions(options: TrainOptions, owner = 'train'): RunOptions {
  const settings = readOptions(owner, trainTable, options);
  const {model, loss, variables, test, batchSize, evaluationBatchSize, ...run} = settings;
  const [count] = run.data.x.shape as [number];
  return {
    ...run,
    objective: toObjective(owner, {model, loss, variables}),
    hasOwnLoss: typeof loss === 'function',
    test: test ?? null,
    batchSize: batchSize === 'full' ? count : Math.min(batchSize, count),
    count,
    chunk: evaluationBatchSize,
  };
}
