import * as tf from '@tensorflow/tfjs';
import type {Measured, Objective} from '../objective/objective.ts';
import type {RunOptions} from '../train-options.ts';
import {
  chooseSteps,
  declarationOf,
  hasCompiler,
  type Search,
  undeclared,
  UntraceableError,
  watchCalls,
} from '../../update/index.ts';
import {readsAtOnce} from '../../base/read.ts';
import {kept} from '../../base/reading.ts';
import {tidied} from '../../base/tidied.ts';
import type {Examples} from '../types.ts';
import {pickBatch, updateOnce, updateWith} from '../update.ts';
import {rehearsed} from './rehearsed.ts';

/** How a run does its work. */
export interface Runner {
  /** How many updates with batches of the same size one call of `update` should do. */
  readonly steps: number;
  /** Does updates one after the other; gives the mean loss of each batch before its update. */
  readonly update: (batches: readonly Int32Array[]) => Promise<readonly number[]>;
  readonly measure: Objective['measure'];
  /** Looks, before an epoch, whether a loss function of the user does what was compiled; else that is compiled anew. */
  refresh(indices: Int32Array): void;
  /** Frees what was compiled. */
  dispose(): void;
}

/** Updates whose losses the native backend gives at once, or that are done plainly. */
type Updates = (batches: readonly Int32Array[]) => readonly number[] | ReturnType<Runner['update']>;

function plainRunner(run: RunOptions): Runner {
  return {
    steps: 1,
    update: async (batches) => {
      const losses: number[] = [];
      for (const indices of batches) losses.push(await updateOnce(run, indices));
      return losses;
    },
    measure: run.objective.measure,
    refresh: () => {},
    dispose: () => {},
  };
}

/** Calls a compiled function until it proves not to be one that can be compiled, the plain one from then on. */
function withFallback<Arguments extends unknown[], Result, Plain>(
  compiled: (...args: Arguments) => Result,
  plain: (...args: Arguments) => Plain,
  tell: (reason: string) => void,
): (...args: Arguments) => Result | Plain {
  let chosen: (...args: Arguments) => Result | Plain = compiled;
  return (...args) => {
    try {
      return chosen(...args);
    } catch (error) {
      if (chosen === plain || !(error instanceof UntraceableError)) throw error;
      tell(error.message);
      chosen = plain;
      return plain(...args);
    }
  };
}

/** Refuses mini-batches for an optimizer that needs the same loss at each update. */
function checkSearch({batchSize, count, optimizer}: RunOptions, search: Search | undefined): void {
  if (search === undefined || search.isSampled || batchSize >= count) return;
  throw new RangeError(
    `train: ${optimizer.getClassName().replace(/^Optim/, '')} looks along a line and needs the same loss at each update: ` +
      `batchSize must be 'full', received ${batchSize} of ${count} examples; or make it with sampled: true`,
  );
}

/** Updates of an optimizer that looks for its steps, each on the loss of a batch of its own. */
function sampledUpdates(run: RunOptions, search: Search): Pick<Runner, 'update' | 'dispose'> {
  const {objective, reduction} = run;
  // One update after the other, where a backend cannot be read in the midst of it.
  const update = async (batches: readonly Int32Array[]): Promise<number[]> => {
    const losses: number[] = [];
    for (const indices of batches) {
      const factor = reduction === 'sum' ? indices.length : 1;
      const [x, y] = kept(() => {
        const batch = pickBatch(run, indices);
        return [batch.x, batch.y];
      }) as [tf.Tensor, tf.Tensor];
      const prepared = search.prepare(() => tf.mul(objective.loss({x, y}), factor), objective.variables);
      try {
        losses.push((await prepared.update()) / factor);
      } finally {
        prepared.dispose();
        tf.dispose([x, y]);
      }
    }
    return losses;
  };
  return {update: readsAtOnce() ? plainRunner(run).update : update, dispose: () => {}};
}

/** Updates of an optimizer that looks for its steps: on all data they share one loss, whose evaluations are compiled. */
function searchedUpdates(run: RunOptions, search: Search): Pick<Runner, 'update' | 'dispose'> {
  const {batchSize, count, objective, reduction, data} = run;
  if (batchSize < count) return sampledUpdates(run, search);
  const factor = reduction === 'sum' ? count : 1;
  const cost = (): tf.Scalar => (factor === 1 ? objective.loss(data) : tf.mul(objective.loss(data), factor));
  let prepared = search.prepare(cost, objective.variables);
  return {
    update: async (batches) => {
      const losses: number[] = [];
      for (const _ of batches) losses.push((await prepared.update()) / factor);
      return losses;
    },
    dispose: () => {
      prepared.dispose();
      prepared = search.prepare(cost, objective.variables);
    },
  };
}

function stepsOf(run: RunOptions): number {
  if (declarationOf(run.optimizer)?.search !== undefined || declarationOf(run.optimizer) === null) return 1;
  if (run.stepsPerExecution !== 'auto') return run.stepsPerExecution;
  // A callback may look at the weights, change the rate or end the run between two updates.
  if (run.callbacks.onUpdate) return 1;
  const {batchSize, count, epochs, objective} = run;
  return chooseSteps({
    parameters: objective.variables.reduce((sum, {size}) => sum + size, 0),
    batchSize,
    updates: epochs * Math.ceil(count / batchSize),
  });
}

/** Updates as one native call, by number of updates. */
function compiledUpdates(run: RunOptions): {update: Updates; dispose: () => void} {
  const {data, count, batchSize, optimizer, reduction} = run;
  const makeSteps = (steps: number) =>
    rehearsed((rows: tf.Tensor1D | null) => {
      const batches = rows === null ? Array.from({length: steps}, () => null) : tf.split(rows, steps);
      const costs = batches.map((part) => {
        const batch: Examples = part === null ? data : {x: tf.gather(data.x, part), y: tf.gather(data.y, part)};
        return updateWith(run, batch);
      });
      return tf.stack(costs);
    }, optimizer);
  const bySteps = new Map<number, ReturnType<typeof makeSteps>>();
  return {
    update: (batches) => {
      const size = batches[0]!.length;
      const steps = bySteps.get(batches.length) ?? makeSteps(batches.length);
      bySteps.set(batches.length, steps);
      return tidied(() => {
        const all = new Int32Array(size * batches.length);
        for (const [i, indices] of batches.entries()) all.set(indices, i * size);
        const costs = steps(batchSize >= count ? null : tf.tensor1d(all, 'int32')).dataSync();
        const factor = reduction === 'sum' ? size : 1;
        return Array.from(costs, (cost) => cost / factor);
      });
    },
    dispose: () => {
      for (const each of bySteps.values()) each.dispose();
    },
  };
}

/**
 * Makes the way in which a run does its work: compiled on the native backend where that was not switched off, else plain.
 *
 * What cannot be compiled runs plain, with one note on the console.
 */
export function createRunner(run: RunOptions): Runner {
  const search = declarationOf(run.optimizer)?.search;
  checkSearch(run, search);
  const plain = plainRunner(run);
  if (search !== undefined && !readsAtOnce()) return {...plain, ...searchedUpdates(run, search)};
  if (!run.compile || !hasCompiler()) return plain;
  let isTold = false;
  const tell = (reason: string): void => {
    if (!isTold) console.warn(`tfjs-optim: train runs uncompiled: ${reason} (compile: false leaves this note out)`);
    isTold = true;
  };
  const isDeclared = declarationOf(run.optimizer) !== null;
  if (!isDeclared) tell(undeclared(run.optimizer));
  const measure = rehearsed<[Examples], Measured>(plain.measure, null);
  const updates = search === undefined ? compiledUpdates(run) : searchedUpdates(run, search);
  const forget = (): void => {
    measure.dispose();
    updates.dispose();
  };
  // The losses of the catalogue keep no state in JavaScript.
  const watch = run.hasOwnLoss ? watchCalls(run.objective.loss) : null;
  const look = (indices: Int32Array): boolean =>
    watch !== null &&
    tidied(() => {
      const {x, y} = pickBatch(run, indices);
      return watch.hasChanged({x, y});
    });
  const update = withFallback(updates.update, plain.update, tell);
  look(Int32Array.from({length: run.batchSize}, (_, i) => i));
  return {
    steps: stepsOf(run),
    update: isDeclared ? async (batches) => update(batches) : plain.update,
    measure: withFallback(measure, plain.measure, tell),
    refresh: (indices) => {
      if (look(indices)) forget();
    },
    dispose: forget,
  };
}
