import type * as tf from '@tensorflow/tfjs';
import type {RunFolder} from '../run/folder/run-folder.ts';
import type {RunUnit} from '../report/types.ts';
import {type LoadedCheckpoint, train} from '../../lib/training/index.ts';
import {loadCheckpoint} from '../../lib/training/files/index.ts';
import type {ExamplePair} from '../model/examples.ts';
import {checkpointFile, keptEpochs} from '../training/checkpoint-files.ts';
import {type Comparison, type ComparisonUnit, createOptimizer, updatesPerEpoch} from '../training/comparison.ts';
import {drawsOfSeed} from '../training/draws-of-seed.ts';
import {CommandError} from '../arguments/errors.ts';
import type {HessianOptions} from './hessian-options.ts';

/** A moment of a training. */
export interface Moment {
  /** Epochs done, with their fraction. */
  readonly epoch: number;
  readonly updates: number;
  readonly learningRate: number | null;
  readonly isLast: boolean;
}

/** What is done at a moment, with the model as it is then. */
export type AtMoment = (model: tf.LayersModel, moment: Moment) => Promise<void>;

/** The beginning of a training and the ends of its epochs. */
function recordedMoments({history}: RunUnit): Moment[] {
  const last = history.at(-1)?.epoch;
  return history.map(({epoch, updates, learningRate}) => ({epoch, updates, learningRate, isLast: epoch === last}));
}

/** The moment at the end of an epoch, alone. */
export const momentOfEpoch = (unit: RunUnit, epoch: number): Moment[] =>
  recordedMoments(unit).filter((moment) => moment.epoch === epoch);

/** The moments of a unit that are probed, in their order. */
export function momentsOf(comparison: Comparison, unit: RunUnit, every: HessianOptions['every']): Moment[] {
  const {history} = unit;
  const last = history.at(-1);
  if (!last) return [];
  const perEpoch = updatesPerEpoch(comparison);
  const ofRecords = recordedMoments(unit);
  if (every === 'end') return ofRecords.slice(-1);
  if (every === 'epoch') return ofRecords;
  const between = Array.from({length: Math.ceil(last.updates / every) - 1}, (_, i) => (i + 1) * every).map(
    (updates) => ({
      epoch: updates / perEpoch,
      updates,
      learningRate: history.find((record) => record.updates >= updates)!.learningRate,
      isLast: false,
    }),
  );
  return [ofRecords[0]!, ...between, ...(last.updates > 0 ? [ofRecords.at(-1)!] : [])];
}

/** What is wrong with a checkpoint that should be of an epoch of a training; undefined where it is. */
function strangeness(
  {saved, history}: LoadedCheckpoint,
  {className, result, epoch}: {className: string; result: RunUnit; epoch: number},
): string | undefined {
  const last = history.at(-1);
  if (last?.epoch !== epoch) return `it is of epoch ${last?.epoch ?? 'none'}`;
  const other = saved?.className ?? 'none';
  if (other !== className) return `its optimizer is ${other}, expected ${className}`;
  // All epochs: trainings that solve their task may end at the same loss.
  for (const [i, {epoch: at, trainLoss}] of history.entries()) {
    const recorded = result.history[i]?.trainLoss;
    if (!Object.is(trainLoss, recorded))
      return `its training loss of epoch ${at} is ${trainLoss}, the run recorded ${recorded ?? 'none'}`;
  }
  return undefined;
}

/**
 * A moment from its checkpoint.
 *
 * @throws CommandError for a file of another training or another epoch
 */
async function atCheckpoint(
  {comparison, unit, result, folder}: Pick<Visited, 'comparison' | 'unit' | 'result' | 'folder'>,
  epoch: number,
  visit: (model: tf.LayersModel) => Promise<void>,
): Promise<void> {
  const path = checkpointFile(folder, unit.stem, epoch);
  const model = comparison.model.build(unit.seed);
  const optimizer = createOptimizer(comparison, unit.optimizer);
  const className = optimizer.getClassName();
  optimizer.dispose();
  try {
    const wrong = strangeness(await loadCheckpoint(path, {model}), {className, result, epoch});
    if (wrong !== undefined) {
      throw new CommandError(
        `${path} is not the checkpoint of epoch ${epoch} of ${unit.optimizer.label}, seed ${unit.seed}: ${wrong}; ` +
          'put the right file back, or delete this one: the moment is then reached by training again',
      );
    }
    await visit(model);
  } finally {
    model.dispose();
  }
}

/** Moments of the training of a unit, and what they are reached with. */
interface Visited {
  readonly comparison: Comparison;
  readonly unit: ComparisonUnit;
  readonly result: RunUnit;
  readonly folder: RunFolder;
  readonly data: ExamplePair;
  /** Those still to be visited, in their order. */
  readonly moments: readonly Moment[];
}

/**
 * Visits moments of a unit's training: one alone by its checkpoint where there is one, others by training again, which gives the
 * same weights.
 *
 * @throws CommandError where the checkpoint is not of that moment, or training again does not give the losses of the run
 */
export async function visitMoments(visited: Visited, visit: AtMoment, signal: AbortSignal): Promise<void> {
  const {comparison, unit, result, folder, data, moments} = visited;
  const [first] = moments;
  if (first === undefined) return;
  if (moments.length === 1 && keptEpochs(folder, unit.stem).includes(first.epoch)) {
    await atCheckpoint(visited, first.epoch, (model) => visit(model, first));
    return;
  }
  const byUpdates = new Map(moments.map((moment) => [moment.updates, moment]));
  const last = moments.at(-1)!;
  const model = comparison.model.build(unit.seed);
  const optimizer = createOptimizer(comparison, unit.optimizer);
  const draws = drawsOfSeed(unit.seed);
  const at = async (updates: number): Promise<void> => {
    const moment = byUpdates.get(updates);
    byUpdates.delete(updates);
    if (moment) await visit(model, moment);
  };
  try {
    await train({
      model,
      loss: comparison.model.loss,
      data: data.train,
      // A schedule that watches the loss hears the test loss.
      test: data.test,
      optimizer,
      epochs: Math.ceil(last.epoch),
      batchSize: comparison.batchSize,
      seed: unit.seed,
      signal,
      callbacks: {
        onUpdate: ({update}) => (update % updatesPerEpoch(comparison) === 0 ? undefined : at(update)),
        onEpochEnd: async ({epoch, updates, trainLoss}) => {
          draws.startEpoch(epoch + 1);
          const before = result.history.find((record) => record.epoch === epoch)?.trainLoss;
          if (before !== undefined && Math.abs(before - trainLoss) > 1e-3 * Math.abs(before)) {
            throw new CommandError(
              `training ${unit.optimizer.label} again gave another loss in epoch ${epoch}, ${trainLoss} instead of ${before}: ` +
                'probe the end alone with --every end, or train anew',
            );
          }
          await at(updates);
        },
      },
    });
  } finally {
    draws.stop();
    optimizer.dispose();
    model.dispose();
  }
}
