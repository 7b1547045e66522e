import * as tf from '@tensorflow/tfjs';
import {exponentialDecay, type Schedule} from '../../schedules/index.ts';
import {checkNumbers, checkOptions, positive, show} from '../base/arguments.ts';
import {asFunction, checkedLater, numberOption, option, type OptionsOf, readValues} from '../base/options.ts';
import {pacer} from '../base/pace.ts';
import {batches} from '../data/index.ts';
import {createRunner, type Runner} from './compiled/runner.ts';
import {resolveOptions, type RunOptions, type TrainOptions} from './train-options.ts';

const rangeTable = {
  optimizer: option(
    asFunction<(rate: Schedule) => tf.Optimizer>,
    'makes the optimizer of the test with the rate that it gets, such as `adam` itself; it is disposed of at the end',
  ),
  from: numberOption(positive, 1e-6, 'the least rate'),
  to: checkedLater(numberOption(positive, 10, 'the greatest rate; > `from`')),
  steps: checkedLater(
    numberOption({from: 2, whole: true}, 100, 'updates from the one to the other; > 1 / (1 - `smoothing`)'),
  ),
  smoothing: numberOption({from: 0, below: 1}, 0.9, 'share of the average of losses that stays from update to update'),
  explosion: numberOption({above: 1}, 4, 'a smoothed loss above this many times the least one ends the test'),
};

/** What a test takes as `train` does. */
const shared = [
  'model',
  'loss',
  'variables',
  'data',
  'batchSize',
  'seed',
  'sampling',
  'reduction',
  'signal',
  'compile',
] as const;

/** Options of {@link learningRateRangeTest}: its own, and those of `train` that say what is trained and on what. */
export interface LearningRateRangeTest
  extends OptionsOf<typeof rangeTable>, Pick<TrainOptions, (typeof shared)[number]> {}

export interface LearningRateRangeTestResult {
  /** A quarter of the rate at which the smoothed loss was least. */
  suggested: number;
  /** The rates of the updates, increasing; fewer than `steps` where the loss exploded. */
  rates: number[];
  /** The loss after the update at each rate, of the batch that comes next. The last one may be NaN or infinite. */
  losses: number[];
  /** Their average, as it stood then. */
  smoothed: number[];
}

/** Remembers the weights of a run, those that are not trained included; gives what brings them back, to be called once. */
function remember({objective: {model, variables}}: RunOptions): () => void {
  const weights = (model?.weights ?? []).map((weight) => weight.read() as tf.Variable);
  // By reference: the values are not copied.
  const values = [...new Set([...variables, ...weights])].map((variable) => ({
    variable,
    value: tf.keep(tf.clone(variable)),
  }));
  return () => {
    for (const {variable, value} of values) {
      variable.assign(value);
      value.dispose();
    }
  };
}

/** The loss of batch after batch, each before its update. */
async function* lossesOf(run: RunOptions, runner: Runner): AsyncGenerator<number> {
  const {count, batchSize, seed, sampling, signal} = run;
  const pause = pacer();
  for (let epoch = 1; ; epoch++) {
    for (const batch of batches(count, {batchSize, seed, epoch, sampling})) {
      signal?.throwIfAborted();
      yield (await runner.update([batch]))[0]!;
      const paused = pause();
      if (paused) await paused;
    }
  }
}

type Settings = Record<'from' | 'to' | 'steps' | 'smoothing' | 'explosion', number>;

/** Refuses an optimizer of tf.train, also within a wrapper: it takes the schedule for a number, and steps by NaN. */
function checkDriven(owner: string, optimizer: tf.Optimizer): void {
  if (typeof (optimizer as {learningRate?: unknown} | undefined)?.learningRate !== 'function') return;
  throw new TypeError(
    `${owner}: optimizer must make one whose rate is a schedule, received ${show(optimizer)} of tf.train, which takes a number alone; ` +
      'take (rate) => scheduled(tf.train.adam(1), {learningRate: rate}), or a rule of this package such as adam',
  );
}

/** How many losses an average is one of, in effect; before that it is mostly the noise of the first ones. */
const settledAfter = ({smoothing}: Settings): number => Math.ceil(1 / (1 - smoothing) - 1e-9);

/** The losses after the updates of a test, as they are and smoothed. */
async function measure(
  run: RunOptions,
  settings: Settings,
): Promise<Pick<LearningRateRangeTestResult, 'losses' | 'smoothed'>> {
  const {steps, smoothing, explosion} = settings;
  const runner = createRunner(run);
  const losses: number[] = [];
  const smoothed: number[] = [];
  let isFirst = true;
  let average = 0;
  let least = Infinity;
  try {
    for await (const loss of lossesOf(run, runner)) {
      if (!isFirst) {
        losses.push(loss);
        average = smoothing * average + (1 - smoothing) * loss;
        const corrected = average / (1 - smoothing ** losses.length);
        smoothed.push(corrected);
        if (losses.length >= settledAfter(settings)) least = Math.min(least, corrected);
        const isWithin = Number.isFinite(corrected) && corrected <= explosion * least;
        if (losses.length === steps || !isWithin) break;
      }
      isFirst = false;
    }
  } finally {
    runner.dispose();
  }
  return {losses, smoothed};
}

function leastOf(owner: string, settings: Settings, smoothed: readonly number[]): number {
  const settled = smoothed.slice(settledAfter(settings) - 1);
  const least = settled.indexOf(Math.min(...settled.filter(Number.isFinite)));
  if (least > 0) return smoothed.length - settled.length + least;
  const {from, to} = settings;
  throw new RangeError(
    `${owner}: no rate from ${from} to ${to} made the smoothed loss fall, received ${smoothed.map(show).join(', ')}; start below ${from}`,
  );
}

/**
 * Finds a learning rate in one short run: the rate grows with every update, and the loss tells from which one on it is too much.
 *
 * `rates[i] = from (to / from)^(i / (steps - 1))`, `average <- smoothing average + (1 - smoothing) losses[i]`,
 * `smoothed[i] = average / (1 - smoothing^(i + 1))`, `suggested = rates[argmin smoothed] / 4`
 *
 * - The first 1 / (1 - smoothing) averages, which are mostly noise, do not count as least ones.
 * - The test ends early where the smoothed loss is not finite or above `explosion` times the least one so far.
 * - Afterwards the weights are those of before, bit by bit, those of batch normalisation included. The optimizer is one of the
 *   test's own: yours is not touched.
 * - A least loss at the last rate says that `to` should be greater.
 * - The study in docs/schedules.md says how good the suggestion is, and where it is not: rules whose best rate is that of the whole
 *   run rather than of its start, such as LAMB and Muon.
 *
 * Conventions: fastai takes a tenth of the rate of the least loss ('minimum'), that of the steepest descent ('steep') or a point in
 * the longest fall ('valley'), PyTorch Lightning the steepest descent. They note a loss with the rate of the update after it, here it
 * is the one before.
 *
 * @param test see {@link LearningRateRangeTest}
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, those of `model`, `loss` and `variables` in the name of
 *   `train`; TypeError for an optimizer that takes numbers alone; RangeError where no rate made the loss fall; rejects with the reason of `signal` when that is aborted
 * @example
 * const model = mlp({seed: 1});
 * const data = toTensors((await loadMnist()).train);
 * const {suggested} = await learningRateRangeTest({model, data, optimizer: (rate) => adam(rate, {beta2: 0.99})});
 * await train({model, data, optimizer: adam(suggested, {beta2: 0.99}), epochs: 3});
 *
 * Reference: Smith, Cyclical learning rates for training neural networks, WACV 2017, section 3.3.
 */
export async function learningRateRangeTest(test: LearningRateRangeTest): Promise<LearningRateRangeTestResult> {
  const owner = 'learningRateRangeTest';
  checkOptions(owner, test, [...Object.keys(rangeTable), ...shared]);
  const {optimizer: make, ...settings} = readValues(owner, rangeTable, test);
  const {from, to, steps} = settings;
  checkNumbers(owner, {to}, {above: from});
  checkNumbers(owner, {steps}, {above: settledAfter(settings), whole: true});
  const rate = exponentialDecay(from, {gamma: to / from, every: steps - 1});
  const optimizer = make(rate);
  try {
    checkDriven(owner, optimizer);
    const given = Object.fromEntries(shared.map((name) => [name, test[name]])) as unknown as TrainOptions;
    const run = resolveOptions({...given, optimizer, epochs: 1}, owner);
    const restore = remember(run);
    try {
      const {losses, smoothed} = await measure(run, settings);
      const rates = losses.map((_, i) => rate(i));
      return {suggested: rates[leastOf(owner, settings, smoothed)]! / 4, rates, losses, smoothed};
    } finally {
      restore();
    }
  } finally {
    optimizer?.dispose?.();
  }
}
