import {notNegative} from '../base/arguments.ts';
import {numberOption, option, type OptionsOf, readOptions, readValues} from '../base/options.ts';
import type {EpochRecord, StopReason} from './types.ts';

const plateauTable = {
  epochs: numberOption({from: 1, whole: true}, 'the last epochs, which are compared with all before'),
  threshold: numberOption(notNegative, 1e-3, 'the fraction by which they have to improve'),
};

const stopTable = {
  gradientNorm: numberOption(
    notNegative,
    undefined,
    'the norm of the gradient over all training examples is at most this; costs about one more epoch of gradients per record',
  ),
  loss: numberOption({}, undefined, 'the training loss is at most this'),
  plateau: option(
    (owner, name, received: OptionsOf<typeof plateauTable>) => readOptions(`${owner}.${name}`, plateauTable, received),
    undefined,
    'the training loss of the last `epochs` epochs improved by at most the fraction `threshold` on what was best before',
  ),
};

/** Criteria that end a run early; they are judged whenever an epoch is recorded, also before the first update. */
export interface StopWhen extends OptionsOf<typeof stopTable> {}

/** Refuses criteria that are unknown or out of range. */
export function checkStopWhen(stopWhen: StopWhen): void {
  readOptions('train: stopWhen', stopTable, stopWhen);
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
    const {epochs, threshold} = readValues('train: stopWhen.plateau', plateauTable, stopWhen.plateau);
    const recent = history.filter(({epoch}) => epoch > newest.epoch - epochs);
    const before = history.filter(({epoch}) => epoch <= newest.epoch - epochs);
    const best = least(before);
    if (before.length > 0 && least(recent) >= best - threshold * Math.abs(best)) return 'plateau';
  }
  return null;
}
