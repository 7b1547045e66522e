import {checkNumbers, checkOptions, notNegative} from '../base/arguments.ts';
import type {EpochRecord, StopReason, StopWhen} from './types.ts';

/** Refuses criteria that are unknown or out of range. */
export function checkStopWhen(stopWhen: StopWhen): void {
  const owner = 'train: stopWhen';
  checkOptions(owner, stopWhen, ['gradientNorm', 'loss', 'plateau']);
  const {gradientNorm, loss, plateau} = stopWhen;
  if (gradientNorm !== undefined) checkNumbers(owner, {gradientNorm}, notNegative);
  if (loss !== undefined) checkNumbers(owner, {loss}, {});
  if (plateau === undefined) return;
  checkOptions(`${owner}.plateau`, plateau, ['epochs', 'threshold']);
  checkNumbers(`${owner}.plateau`, {epochs: plateau.epochs}, {from: 1, whole: true});
  checkNumbers(`${owner}.plateau`, {threshold: plateau.threshold ?? 0}, notNegative);
}

const least = (records: readonly EpochRecord[]): number => Math.min(...records.map(({trainLoss}) => trainLoss));

/**
 * Says which criterion ends a run after its newest record, or null where none does.
 *
 * - gradientNorm: |grad E| <= gradientNorm
 * - loss: the training loss <= loss
 * - plateau: the least training loss of the last `epochs` epochs is not below the least one before by more than the fraction
 *   `threshold` of it
 *
 * @param history the records, the newest last
 * @param gradient the norm of the gradient now, where it was asked for
 */
export function stopReason(
  stopWhen: StopWhen,
  history: readonly EpochRecord[],
  gradient: number | null,
): StopReason | null {
  const newest = history.at(-1);
  if (!newest) return null;
  if (stopWhen.gradientNorm !== undefined && gradient !== null && gradient <= stopWhen.gradientNorm) {
    return 'gradientNorm';
  }
  if (stopWhen.loss !== undefined && newest.trainLoss <= stopWhen.loss) return 'loss';
  if (stopWhen.plateau) {
    const {epochs, threshold = 1e-3} = stopWhen.plateau;
    const recent = history.filter(({epoch}) => epoch > newest.epoch - epochs);
    const before = history.filter(({epoch}) => epoch <= newest.epoch - epochs);
    const best = least(before);
    if (before.length > 0 && least(recent) >= best - threshold * Math.abs(best)) return 'plateau';
  }
  return null;
}
