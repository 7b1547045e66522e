import type {RunUnit} from '../report/types.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {workThrough} from '../run/units.ts';
import {comparisonProgress} from '../terminal/comparison-progress.ts';
import {disposeExamples, type ExamplePair} from '../model/examples.ts';
import {type Comparison, comparisonExamples, type ComparisonUnit, whichTraining} from './comparison.ts';
import {trainUnit} from './train-unit.ts';
import {dropUnfinishedEvents, finishedUnits, type TrainingEnd, trainingStore} from './training-store.ts';

/** How a unit ended, in words for the progress line; nothing where it just did all its epochs. */
function endNote({stopped, divergence}: TrainingEnd): string {
  if (divergence === null) return stopped === 'epochs' ? '' : stopped;
  const rate = divergence.learningRate === null ? '' : ` at rate ${divergence.learningRate}`;
  return `diverged at update ${divergence.update}${rate}: ${divergence.reason}`;
}

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
    data: ExamplePair;
    quiet: boolean;
    signal: AbortSignal;
  },
): Promise<RunUnit[]> {
  dropUnfinishedEvents(folder);
  const {epochs, seeds, datasets, optimizers} = comparison;
  const progress = comparisonProgress(
    optimizers.map(({label}) => label),
    {epochs, trainings: seeds * datasets.length, quiet},
  );
  try {
    await workThrough(units, {
      store: trainingStore(folder),
      async run(unit) {
        const isFirst = (unit.fold ?? 1) === 1;
        const own = isFirst ? data : comparisonExamples(comparison, unit);
        try {
          return await trainUnit(unit, {comparison, data: own, folder, progress, signal});
        } finally {
          if (!isFirst) disposeExamples(own);
        }
      },
      signal,
      onEnd: (unit, end, how) =>
        progress.unitEnd(unit.optimizer.label, whichTraining(unit), how === 'found' ? 'found finished' : endNote(end)),
    });
  } finally {
    progress.stop();
  }
  return finishedUnits(folder, units);
}
