import type {RunFolder} from '../run/folder/run-folder.ts';
import type {RunUnit} from '../report/types.ts';
import {comparisonProgress} from '../terminal/comparison-progress.ts';
import type {Comparison, ComparisonUnit} from './comparison.ts';
import type {ComparisonData} from './comparison-data.ts';
import {dropUnfinishedEvents, endedUnits, finishedUnits, trainUnit} from './train-unit.ts';

/**
 * Trains every unit that has not ended yet, one after the other, and resolves to what each came to.
 *
 * @param signal ends it after the update under way; what is done stays in the folder
 */
export async function trainAll(
  comparison: Comparison,
  {
    folder,
    units,
    data,
    quiet,
    signal,
  }: {
    folder: RunFolder;
    units: readonly ComparisonUnit[];
    data: ComparisonData;
    quiet: boolean;
    signal: AbortSignal;
  },
): Promise<RunUnit[]> {
  dropUnfinishedEvents(folder);
  const ended = endedUnits(folder);
  const {epochs, seeds, optimizers} = comparison;
  const progress = comparisonProgress(
    optimizers.map(({label}) => label),
    {epochs, seeds, quiet},
  );
  try {
    for (const unit of units) {
      if (signal.aborted) break;
      const note = ended.has(unit.key)
        ? 'found finished'
        : await trainUnit(unit, {comparison, data, folder, progress, signal});
      if (!signal.aborted) progress.unitEnd(unit.optimizer.label, unit.seed, note);
    }
  } finally {
    progress.stop();
  }
  return finishedUnits(folder, units);
}
