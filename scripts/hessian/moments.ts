import type * as tf from '@tensorflow/tfjs';
import type {RunFolder} from '../run/folder/run-folder.ts';
import type {RunUnit} from '../report/types.ts';
import {train} from '../../lib/training/index.ts';
import {loadCheckpoint} from '../../lib/training/files/index.ts';
import type {ExamplePair} from '../model/examples.ts';
import {checkpointFile, keptEpochs, lastCheckpoint} from '../training/checkpoint-files.ts';
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

/** A moment from its checkpoint. */
async function atCheckpoint(
  comparison: Comparison,
  unit: ComparisonUnit,
  path: string,
  visit: (model: tf.LayersModel) => Promise<void>,
): Promise<void> {
  const model = comparison.model.build(unit.seed);
  try {
    await loadCheckpoint(path, {model});
    await visit(model);
  } finally {
    model.dispose();
  }
}

/**
 * Visits moments of a unit's training: the last one, or another one alone, by its checkpoint where there is one, others by training
 * again, which gives the same weights.
 *
 * @param moments those still to be visited, in their order
 * @throws CommandError where training again does not give the losses of the run
 */
export async function visitMoments(
  {
    comparison,
    unit,
    result,
    folder,
    data,
    moments,
  }: {
    comparison: Comparison;
    unit: ComparisonUnit;
    result: RunUnit;
    folder: RunFolder;
    data: ExamplePair;
    moments: readonly Moment[];
  },
  visit: AtMoment,
  signal: AbortSignal,
): Promise<void> {
  const [first] = moments;
  if (first === undefined) return;
  const isKept = moments.length === 1 && keptEpochs(folder, unit.stem).includes(first.epoch);
  const path = first.isLast
    ? lastCheckpoint(folder, unit.stem)
    : isKept
      ? checkpointFile(folder, unit.stem, first.epoch)
      : undefined;
  if (path !== undefined) {
    await atCheckpoint(comparison, unit, path, (model) => visit(model, first));
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
