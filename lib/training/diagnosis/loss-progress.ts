import type {EpochRecord} from '../types.ts';

/** Which fraction of a loss has to go for a run to have made progress. */
export const leastProgress = 0.01;

/** How the training loss moved. */
export interface LossProgress {
  readonly epochs: number;
  readonly initialLoss: number;
  readonly bestLoss: number;
  /** Fraction of the initial loss that went: (initial - best) / initial. */
  readonly progress: number;
  /** The same over the later half of the epochs; null with fewer than 4 epochs. */
  readonly lateProgress: number | null;
}

const least = (records: readonly EpochRecord[]): number => Math.min(...records.map(({trainLoss}) => trainLoss));
const fall = (from: number, to: number): number => (from === to ? 0 : (from - to) / Math.abs(from));

/**
 * Measures how the training loss moved from the first record to the best one, and over the later half of the run.
 *
 * @param history records, the first of them the state before training
 * @returns null where there is nothing to compare
 */
export function lossProgress(history: readonly EpochRecord[]): LossProgress | null {
  const first = history[0];
  const last = history.at(-1);
  if (!first || !last || first === last) return null;
  const epochs = last.epoch - first.epoch;
  const middle = first.epoch + epochs / 2;
  const early = history.filter(({epoch}) => epoch <= middle);
  const late = history.filter(({epoch}) => epoch > middle);
  const bestLoss = least(history);
  return {
    epochs,
    initialLoss: first.trainLoss,
    bestLoss,
    progress: fall(first.trainLoss, bestLoss),
    lateProgress: epochs < 4 ? null : fall(least(early), Math.min(least(early), least(late))),
  };
}

/** Whether the loss stands still in the later half of the run although less than half of it has gone. */
export const standsStill = ({progress, lateProgress}: LossProgress): boolean =>
  lateProgress !== null && lateProgress < leastProgress && progress < 0.5;
