import {loadCheckpoint} from '../../lib/training/files/index.ts';
import {saveModel} from '../model/save-model.ts';
import {rankUnits} from '../report/ranking.ts';
import type {RunUnit} from '../report/types.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {bestEpoch, checkpointFile} from './checkpoint-files.ts';
import {type Comparison, type ComparisonUnit, datasetOf} from './comparison.ts';

/** The least loss that a training came to, on the test set where there is one. */
const leastLoss = ({history}: RunUnit): number => {
  const record = history.find(({epoch}) => epoch === bestEpoch(history));
  return record?.testLoss ?? record?.trainLoss ?? Number.POSITIVE_INFINITY;
};

/**
 * Saves the best weights of the best optimizer as a model; what its inputs and outputs mean is in its user-defined metadata.
 *
 * @returns the folder; null where every training diverged
 */
export async function saveBest(
  comparison: Comparison,
  {folder, units, results}: {folder: RunFolder; units: readonly ComparisonUnit[]; results: readonly RunUnit[]},
  to: string,
): Promise<string | null> {
  const best = rankUnits(results)[0]?.label;
  const sound = results.filter(
    ({label, divergence, history}) => label === best && divergence === null && history.length > 0,
  );
  if (sound.length === 0) return null;
  const chosen = sound.reduce((least, each) => (leastLoss(each) < leastLoss(least) ? each : least));
  const unit = units.find(
    ({optimizer, seed, fold}) =>
      optimizer.label === chosen.label && seed === chosen.seed && (fold ?? undefined) === chosen.fold,
  )!;
  const model = comparison.model.build(unit.seed);
  try {
    const epoch = bestEpoch(chosen.history);
    await loadCheckpoint(checkpointFile(folder, unit.stem, epoch), {model});
    const {task, shape, classes, columns, scaling} = datasetOf(comparison, unit);
    model.setUserDefinedMetadata({
      loss: comparison.model.loss.name,
      optimizer: chosen.label,
      seed: unit.seed,
      epoch,
      task,
      shape,
      classes,
      columns,
      scaling,
    });
    await saveModel(model, to);
    return to;
  } finally {
    model.dispose();
  }
}
