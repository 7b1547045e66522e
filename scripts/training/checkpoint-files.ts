import {existsSync, readdirSync, rmSync} from 'node:fs';
import type {EpochRecord} from '../../lib/training/index.ts';
import type {OptimizerChoice} from '../arguments/optimizer-spec.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';

/** A label as a part of a file name: `sgd-lr0.1` for `sgd lr=0.1`. */
export const asFileName = (label: string): string =>
  label
    .replaceAll('=', '')
    .replaceAll(' ', '-')
    .replaceAll(/[^\w.+-]/g, '_');

/** What the names of the checkpoints of a training begin with: `adam-lr0.001-seed1`, and `-fold2` where there are folds. */
export function checkpointStem(
  {name, label, rate, isRateWritten}: Pick<OptimizerChoice, 'name' | 'label' | 'rate' | 'isRateWritten'>,
  seed: number,
  fold: number | null,
): string {
  const rated = rate === null || isRateWritten ? label : `${name} lr=${rate}${label.slice(name.length)}`;
  return `${asFileName(rated)}-seed${seed}${fold === null ? '' : `-fold${fold}`}`;
}

/** A training goes on from here. */
export const checkpointFile = (folder: RunFolder, stem: string, epoch: number): string =>
  folder.file('checkpoints', `${stem}-epoch${epoch}.ckpt`);

/** The epochs of which a training has checkpoints, increasing. */
export function keptEpochs(folder: RunFolder, stem: string): number[] {
  const place = folder.file('checkpoints');
  const names = existsSync(place) ? readdirSync(place) : [];
  return names
    .flatMap((name) =>
      name.startsWith(`${stem}-epoch`) ? (/^(\d+)\.ckpt$/.exec(name.slice(stem.length + 6))?.[1] ?? []) : [],
    )
    .map(Number)
    .sort((a, b) => a - b);
}

/** The last checkpoint of a training; undefined where it has none. */
export function lastCheckpoint(folder: RunFolder, stem: string): string | undefined {
  const last = keptEpochs(folder, stem).at(-1);
  return last === undefined ? undefined : checkpointFile(folder, stem, last);
}

/** The epoch of least test loss, or of least training loss where nothing is tested; the first of equals. */
export function bestEpoch(history: readonly Pick<EpochRecord, 'epoch' | 'trainLoss' | 'testLoss'>[]): number {
  let best = {epoch: history[0]?.epoch ?? 0, loss: Number.POSITIVE_INFINITY};
  for (const {epoch, trainLoss, testLoss} of history) {
    const loss = testLoss ?? trainLoss;
    if (loss < best.loss) best = {epoch, loss};
  }
  return best.epoch;
}

/** Keeps the last checkpoint of a training and that of its best epoch. */
export function dropOtherCheckpoints(folder: RunFolder, stem: string, history: readonly EpochRecord[]): void {
  const kept = keptEpochs(folder, stem);
  for (const epoch of kept.slice(0, -1))
    if (epoch !== bestEpoch(history)) rmSync(checkpointFile(folder, stem, epoch), {force: true});
}
